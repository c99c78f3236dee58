package io.leadloop.sync;

import io.leadloop.lead.Conversion;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Inbox;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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
        gathered
            .works()
            .add(Work.Ended.of(Inbox.Ending.again(claim, round.now(), claim.attempts())));
      }
    }
    if (moved.isEmpty()) {
      return gathered;
    }
    Contacts contacts = Contacts.read(round, moved.keySet());
    moved.forEach(
        (key, pair) -> {
          Snapshot contact = contacts.there().get(key);
          LinkRow other = contacts.holder(key);
          RecordKey hubspot = pair.hubspot().key();
          Instant erased = contacts.erasedSince().get(key);
          if (contact == null) {
            gathered.works().add(round.waiting().gone(pair.claim(), key, hubspot));
          } else if (erased != null) {
            gathered.works().add(round.waiting().erasedBefore(pair.claim(), key, erased));
          } else if (other != null) {
            String linkedTo = other.link().key(Side.HUBSPOT).label();
            gathered
                .works()
                .add(round.waiting().taken(pair.claim(), hubspot, contact.key(), linkedTo));
          } else {
            LinkRow row = moved(pair.row(), pair.salesforce(), contact);
            JournalRow followed =
                followed(pair.claim(), pair.row().link().salesforce(), contact.key());
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
    became.forEach(
        (key, lead) -> {
          Snapshot contact = contacts.there().get(key);
          if (contact != null
              && contacts.holder(key) == null
              && !contacts.erasedSince().containsKey(key)) {
            free.put(lead, contact);
          }
        });
    return free;
  }

  /**
   * What is known of the Contacts that Leads became.
   *
   * @param there those that our user sees, and for one that was merged away what it became
   * @param linked links by the id of their Salesforce record
   * @param erasedSince those whose person was erased here, with the time
   */
  private record Contacts(
      Map<RecordKey, Snapshot> there,
      Map<String, LinkRow> linked,
      Map<RecordKey, Instant> erasedSince) {
    static Contacts read(Round round, Set<RecordKey> keys) {
      Map<RecordKey, Snapshot> there = round.reader().read(keys, round.lane());
      Set<String> ids = new LinkedHashSet<>();
      keys.forEach(key -> ids.add(key.id()));
      there.values().forEach(contact -> ids.add(contact.key().id()));
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

    /** The link that stands for this Contact, or for the one that it was merged into. */
    @Nullable LinkRow holder(RecordKey key) {
      Snapshot contact = there.get(key);
      LinkRow own = linked.get(key.id());
      return own != null || contact == null ? own : linked.get(contact.key().id());
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
