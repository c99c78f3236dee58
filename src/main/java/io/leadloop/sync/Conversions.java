package io.leadloop.sync;

import io.leadloop.lead.Conversion;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands the link of a converted Lead on to the Contact that the Lead became. */
final class Conversions {
  private final Round round;

  Conversions(Round round) {
    this.round = round;
  }

  static boolean isConverted(Snapshot salesforce) {
    return salesforce.shows("IsConverted").equals("true");
  }

  /** The Contact that a converted Lead became; empty when our user does not see it. */
  static Optional<RecordKey> contact(Snapshot lead) {
    String id = lead.shows("ConvertedContactId");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(RecordKey.salesforce(RecordKey.CONTACT, id));
  }

  /** The same pairs, with the Contact in the place of each Lead that was converted. */
  Gathered follow(List<Pair> pairs) {
    Gathered gathered = Gathered.nothing();
    Map<RecordKey, Pair> moved = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      Optional<RecordKey> contact =
          isConverted(pair.salesforce()) ? contact(pair.salesforce()) : Optional.empty();
      if (contact.isEmpty()) {
        gathered.pairs().add(pair);
      } else if (moved.putIfAbsent(contact.get(), pair) != null) {
        // Two Leads of this batch became one Contact: the second sees the first one's link.
        Claim claim = pair.claim();
        gathered.works().add(Work.Ended.of(Ending.again(claim, round.now())));
      }
    }
    if (moved.isEmpty()) {
      return gathered;
    }
    Contacts contacts = Contacts.read(round, moved.keySet());
    moved.forEach(
        (key, pair) -> {
          Snapshot contact = contacts.there().get(key);
          Claim claim = pair.claim();
          RecordKey hubspot = pair.hubspot().key();
          if (contact == null) {
            gathered.works().add(round.waiting().gone(claim, key, hubspot));
            return;
          }
          LinkRow other = contacts.linked(key, contact);
          Instant erased = contacts.erasedSince(key, contact);
          if (erased != null) {
            gathered.works().add(round.waiting().erasedBefore(claim, contact.key(), erased));
          } else if (other != null && !contact.key().equals(key) && claim.attempts() == 0) {
            // It was merged since; where both sides were, that link may be about to join this one.
            gathered.works().add(Work.Ended.of(Ending.again(claim, round.now(), 1)));
          } else if (other != null) {
            String linkedTo = other.link().key(Side.HUBSPOT).label();
            gathered.works().add(round.waiting().taken(claim, hubspot, contact.key(), linkedTo));
          } else {
            LinkRow row = moved(pair.row(), pair.salesforce(), contact);
            JournalRow followed = followed(claim, pair.row().link().salesforce(), contact.key());
            gathered
                .pairs()
                .add(
                    pair.with(row, new Work.Findings(List.of(), List.of(followed)))
                        .with(Side.SALESFORCE, contact));
          }
        });
    return gathered;
  }

  /**
   * The Contacts that these Leads became, by the key of the Lead: those that our user sees and that
   * stand for nobody else. A Lead that was not converted is not in it.
   */
  Map<RecordKey, Snapshot> contacts(Collection<Snapshot> leads) {
    Map<RecordKey, RecordKey> became = new LinkedHashMap<>();
    for (Snapshot lead : leads) {
      if (isConverted(lead)) {
        contact(lead).ifPresent(contact -> became.putIfAbsent(contact, lead.key()));
      }
    }
    if (became.isEmpty()) {
      return Map.of();
    }
    Contacts contacts = Contacts.read(round, became.keySet());
    Map<RecordKey, Snapshot> free = new HashMap<>();
    Set<RecordKey> taken = new HashSet<>();
    became.forEach(
        (key, lead) -> {
          Snapshot contact = contacts.there().get(key);
          if (contact != null
              && contacts.linked(key, contact) == null
              && contacts.erasedSince(key, contact) == null
              && taken.add(contact.key())) {
            free.put(lead, contact);
          }
        });
    return free;
  }

  /**
   * What is known of the Contacts that Leads became, and of those that these were merged into.
   *
   * @param there those that our user sees, by the key that the Lead names
   * @param linked links by the id of their Salesforce record
   * @param erased those whose person was erased here, with the time
   */
  private record Contacts(
      Map<RecordKey, Snapshot> there, Map<String, LinkRow> linked, Map<RecordKey, Instant> erased) {
    /** The link that stands for a Contact, or for the one that it was merged into. */
    @Nullable LinkRow linked(RecordKey key, Snapshot contact) {
      LinkRow survivor = linked.get(contact.key().id());
      return survivor == null ? linked.get(key.id()) : survivor;
    }

    @Nullable Instant erasedSince(RecordKey key, Snapshot contact) {
      Instant survivor = erased.get(contact.key());
      return survivor == null ? erased.get(key) : survivor;
    }

    static Contacts read(Round round, Set<RecordKey> wanted) {
      Map<RecordKey, Snapshot> there = round.reader().read(wanted, round.lane());
      Set<RecordKey> keys = new LinkedHashSet<>(wanted);
      there.values().forEach(contact -> keys.add(contact.key()));
      List<String> ids = keys.stream().map(RecordKey::id).toList();
      State state = round.state();
      return state
          .store()
          .read(
              handle ->
                  new Contacts(
                      there,
                      state.links().byRecord(handle, Side.SALESFORCE, ids),
                      Barred.among(state, handle, keys)));
    }
  }

  /** The link of a Lead, with the Contact that the Lead became in its place. */
  static LinkRow moved(LinkRow row, Snapshot converted, Snapshot contact) {
    Link lead = row.link();
    Conversion conversion =
        new Conversion(
            lead.salesforce().id(),
            converted.shows("ConvertedAccountId"),
            converted.shows("ConvertedOpportunityId"));
    return row.withLink(new Link(lead.id(), lead.hubspotId(), contact.key(), conversion), false)
        .withShown(Side.SALESFORCE, row.salesforce().of(contact.token()));
  }

  /** What the journal says of it. */
  JournalRow followed(Claim claim, RecordKey lead, RecordKey contact) {
    return new JournalRow(
        0,
        round.now(),
        claim.linkId(),
        claim.subject(),
        null,
        "follow",
        contact.text(),
        null,
        "accepted",
        lead.label() + " was converted; the link goes on with " + contact.label() + ".",
        List.of());
  }
}
