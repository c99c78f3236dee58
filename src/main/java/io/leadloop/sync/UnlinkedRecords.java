package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLeads;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the claimed records that have no link, and has them matched. */
final class UnlinkedRecords {
  private final Round round;
  private final Map<String, List<Intent>> intents;
  private final Matcher matcher;
  private final Gathered gathered = Gathered.nothing();

  /**
   * @param intents open intents by subject
   */
  UnlinkedRecords(Round round, Map<String, List<Intent>> intents) {
    this.round = round;
    this.intents = intents;
    this.matcher = new Matcher(round, intents);
  }

  Gathered gather(List<Claim> claims) {
    for (Side side : Side.values()) {
      Map<Claim, RecordKey> ofSide = new LinkedHashMap<>();
      for (Claim claim : claims) {
        RecordKey key = Objects.requireNonNull(claim.record());
        if (key.side() == side) {
          ofSide.put(claim, key);
        }
      }
      if (!ofSide.isEmpty()) {
        gathered.add(matcher.match(side, read(side, ofSide)));
      }
    }
    return gathered;
  }

  /** What the records show that have no link; the claims of all others end here. */
  private Map<Claim, Snapshot> read(Side side, Map<Claim, RecordKey> claims) {
    List<String> ids = claims.values().stream().map(RecordKey::id).toList();
    Map<String, LinkRow> linked =
        round.state().store().read(handle -> round.state().links().byRecord(handle, side, ids));
    Set<RecordKey> former = former(side, claims.values());
    Map<Claim, Snapshot> records = new LinkedHashMap<>();
    Map<Claim, RecordKey> wanted = new LinkedHashMap<>();
    claims.forEach(
        (claim, key) -> {
          LinkRow row = linked.get(key.id());
          Snapshot seen = round.recent().get(key, Instant.EPOCH);
          if (row != null) {
            gathered.works().add(Work.Ended.linked(claim, row.link().id(), left(claim)));
          } else if (side == Side.SALESFORCE && former.contains(key)) {
            // Their person has another Lead, or is about to.
            gathered.works().add(Work.Ended.of(Ending.done(claim)));
          } else if (seen != null && !former.contains(key) && !Conversions.isConverted(seen)) {
            records.put(claim, seen);
          } else {
            wanted.put(claim, key);
          }
        });
    Map<RecordKey, Snapshot> read = round.reader().read(wanted.values(), round.lane());
    Map<Claim, RecordKey> gone = new LinkedHashMap<>();
    wanted.forEach(
        (claim, key) -> {
          Snapshot snapshot = read.get(key);
          if (snapshot == null) {
            gone.put(claim, key);
          } else if (!snapshot.key().equals(key)) {
            gathered.works().add(Work.Ended.inherited(claim, snapshot.key()));
          } else if (Conversions.isConverted(snapshot)) {
            gathered.works().add(converted(claim, snapshot));
          } else {
            records.put(claim, snapshot);
          }
        });
    gone(side, gone);
    return records;
  }

  /**
   * Records that are not there any more. Where the answer to a create for one of them was lost, the
   * other side tells whether it made somebody. That one is looked at by itself from then on, and
   * waits for a person to say what becomes of it; what was not made is not waited for.
   */
  private void gone(Side side, Map<Claim, RecordKey> gone) {
    Map<Claim, Crm.Person> asked = new LinkedHashMap<>();
    gone.forEach(
        (claim, key) -> {
          if (intents.getOrDefault(claim.subject(), List.of()).stream()
              .anyMatch(Intent::isCreate)) {
            asked.put(claim, new Crm.Person(key, ""));
          }
        });
    Map<Crm.Person, Crm.Matches> made =
        asked.isEmpty()
            ? Map.of()
            : round.reader().crm(side.other()).find(asked.values(), round.lane());
    for (Claim claim : gone.keySet()) {
      Work.Ended ended = Work.Ended.of(Ending.done(claim));
      Crm.Person person = asked.get(claim);
      if (person != null) {
        ended =
            made.getOrDefault(person, Crm.Matches.NONE).byKey().stream()
                .findFirst()
                .map(orphan -> Work.Ended.insteadOf(claim, orphan.key().text()))
                .orElse(ended)
                .closing(left(claim));
      }
      gathered.works().add(ended);
    }
  }

  /**
   * The Leads among these that their person left; the people among them who are on the way to a new
   * Lead. What a sweep saw of those may be older than what we carried over before they left.
   */
  private Set<RecordKey> former(Side side, Collection<RecordKey> records) {
    FormerLeads leads = round.state().formerLeads();
    return round
        .state()
        .store()
        .read(
            handle ->
                side == Side.HUBSPOT
                    ? leads.underWay(handle, records).keySet()
                    : leads.among(handle, records).keySet());
  }

  private static Work converted(Claim claim, Snapshot lead) {
    return Conversions.contact(lead)
        .<Work>map(contact -> Work.Ended.inherited(claim, contact))
        .orElseGet(() -> Work.Ended.of(Ending.waits(claim)));
  }

  /** The open writes of a record. */
  private List<Intent> left(Claim claim) {
    return intents.getOrDefault(claim.subject(), List.of());
  }
}
