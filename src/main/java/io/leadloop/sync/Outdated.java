package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.Conversion;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.FormerLead;
import io.leadloop.store.LinkRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds out of links that an old store remembers whether their people left the Lead since the copy
 * was made: the key tells who stands for them. One question for all, and none where nothing was
 * forgotten.
 */
final class Outdated {
  private final Round round;

  Outdated(Round round) {
    this.round = round;
  }

  /** The same pairs; of people whose key is in another record, the end of the link. */
  Gathered apart(List<Pair> pairs) {
    Map<Pair, Crm.Person> forgotten = new LinkedHashMap<>();
    boolean putBack =
        pairs.stream().anyMatch(pair -> pair.row().isForgotten())
            && round
                .state()
                .store()
                .read(handle -> Restoration.everBegan(round.state().facts().known(handle)));
    for (Pair pair : pairs) {
      // Without a copy it is a link whose first writes are only half known.
      if (putBack && !pair.isNew() && pair.row().isForgotten()) {
        forgotten.put(pair, new Crm.Person(pair.row().link().key(Side.HUBSPOT), ""));
      }
    }
    Gathered gathered = Gathered.nothing();
    if (forgotten.isEmpty()) {
      gathered.pairs().addAll(pairs);
      return gathered;
    }
    Map<Crm.Person, Crm.Matches> found =
        round.reader().crm(Side.SALESFORCE).find(Set.copyOf(forgotten.values()), round.lane());
    Set<String> linked = linked(found);
    for (Pair pair : pairs) {
      Crm.Person person = forgotten.get(pair);
      if (person == null) {
        gathered.pairs().add(pair);
        continue;
      }
      List<Snapshot> holders = found.getOrDefault(person, Crm.Matches.NONE).byKey();
      if (holders.isEmpty()) {
        // It was given up, and whether there will be another one nobody remembers.
        LinkRow keyless = pair.row().withLink(pair.row().link(), false);
        gathered.pairs().add(pair.with(keyless, Work.Findings.NONE));
      } else if (isOwn(pair, holders.get(0)) || linked.contains(holders.get(0).key().id())) {
        gathered.pairs().add(pair);
      } else if (pair.salesforce().externalKey() != null) {
        gathered.works().add(merged(pair, holders.get(0).key()));
      } else {
        gathered.works().add(left(pair, holders.get(0).key()));
      }
    }
    return gathered;
  }

  /**
   * A Lead that was converted since the copy was made has its key in the Contact. Whose record has
   * their key still, beside another one, has not left it.
   */
  private static boolean isOwn(Pair pair, Snapshot holder) {
    Link link = pair.row().link();
    return holder.key().equals(link.salesforce())
        || link.hubspotId().equals(pair.salesforce().externalKey());
  }

  /**
   * Who leaves a Lead takes its key away. One that has a key, and not that of its contact, was that
   * of a contact which was merged since: one person, and two records.
   */
  private Work merged(Pair pair, RecordKey holder) {
    Snapshot record = pair.salesforce();
    RecordKey absorbed = RecordKey.contact(Objects.requireNonNull(record.externalKey()));
    RecordKey survivor = pair.row().link().key(Side.HUBSPOT);
    return round.waiting().merged(pair.claim(), absorbed, survivor, record.key(), holder);
  }

  /** The records with a key that stand for a link. */
  private Set<String> linked(Map<Crm.Person, Crm.Matches> found) {
    List<String> ids =
        found.values().stream()
            .flatMap(matches -> matches.byKey().stream())
            .map(record -> record.key().id())
            .toList();
    State state = round.state();
    return state
        .store()
        .read(handle -> state.links().outlines(handle, Side.SALESFORCE, ids))
        .keySet();
  }

  private Work left(Pair pair, RecordKey present) {
    Link link = pair.row().link();
    Conversion conversion = link.conversion();
    String raisedAt =
        Derivation.settledFacts(pair.row()).orElse(Map.of()).getOrDefault(HandRaise.AT, "");
    FormerLead former =
        new FormerLead(
            conversion == null
                ? link.salesforce()
                : RecordKey.salesforce(RecordKey.LEAD, conversion.leadId()),
            link.key(Side.HUBSPOT),
            raisedAt,
            round.now(),
            OwedOptOuts.shown(round.rules().optOuts(), pair.salesforce()));
    return new Work.Left(pair.claim(), link, former, present);
  }
}
