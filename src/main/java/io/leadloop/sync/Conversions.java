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
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Map<RecordKey, Snapshot> contacts = round.reader().read(moved.keySet(), round.lane());
    List<String> ids = moved.keySet().stream().map(RecordKey::id).toList();
    Map<String, LinkRow> linked =
        round
            .state()
            .store()
            .read(handle -> round.state().links().byRecord(handle, Side.SALESFORCE, ids));
    Map<RecordKey, Instant> erasedSince =
        round.state().store().read(handle -> Barred.among(round.state(), handle, moved.keySet()));
    moved.forEach(
        (key, pair) -> {
          Snapshot contact = contacts.get(key);
          LinkRow other = linked.get(key.id());
          RecordKey hubspot = pair.hubspot().key();
          Instant erased = erasedSince.get(key);
          if (contact == null) {
            gathered.works().add(round.waiting().gone(pair.claim(), key, hubspot));
          } else if (erased != null) {
            gathered.works().add(round.waiting().erasedBefore(pair.claim(), key, erased));
          } else if (other != null) {
            String linkedTo = other.link().key(Side.HUBSPOT).label();
            gathered.works().add(round.waiting().taken(pair.claim(), hubspot, key, linkedTo));
          } else {
            gathered.pairs().add(follow(pair, contact));
          }
        });
    return gathered;
  }

  private Pair follow(Pair pair, Snapshot contact) {
    Link lead = pair.row().link();
    Snapshot converted = pair.salesforce();
    Conversion conversion =
        new Conversion(
            lead.salesforce().id(),
            converted.shows("ConvertedAccountId"),
            converted.shows("ConvertedOpportunityId"));
    Link link = new Link(lead.id(), lead.hubspotId(), contact.key(), conversion);
    Shown shown = pair.row().salesforce().of(contact.token());
    JournalRow followed =
        new JournalRow(
            0,
            round.now(),
            JournalFields.linkId(lead.id()),
            pair.claim().subject(),
            null,
            "follow",
            contact.key().text(),
            null,
            "accepted",
            lead.salesforce().label()
                + " was converted; the link goes on with "
                + contact.key().label()
                + ".",
            List.of());
    return pair.with(
            pair.row().withLink(link, false).withShown(Side.SALESFORCE, shown),
            new Work.Findings(List.of(), List.of(followed)))
        .with(Side.SALESFORCE, contact);
  }
}
