package io.leadloop.sync;

import io.leadloop.gate.Gate;
import io.leadloop.lead.Derived;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLead;
import io.leadloop.store.Gone;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides once for each record without a link whom it stands for: by our external key first, then
 * by e-mail address. Exactly one match is linked, more than one waits for a person, none is created
 * on the other side if the gate lets it.
 *
 * <p>One use for one batch: what it gave away to one claim it does not give to the next.
 */
final class Matcher {
  private final Round round;
  private final Map<String, List<Intent>> intents;
  private final Set<RecordKey> taken = new HashSet<>();
  private final Set<String> emailsCreated = new HashSet<>();
  private final Barred barred;
  private final PersonLookup lookup;
  private Returning returning;
  private Set<RecordKey> restored = Set.of();
  private Map<RecordKey, RecordKey> othersNamed = Map.of();

  /**
   * @param intents open intents by subject
   */
  Matcher(Round round, Map<String, List<Intent>> intents) {
    this.round = round;
    this.intents = intents;
    this.barred = new Barred(round, intents);
    this.lookup = new PersonLookup(round);
    this.returning = new Returning(round, List.of());
  }

  /**
   * @param records what the unlinked records of one side show, by claim
   * @return matches, to be planned like any link; creates, and claims that end here
   */
  Gathered match(Side side, Map<Claim, Snapshot> records) {
    Gathered matched = Gathered.nothing();
    Map<Claim, Crm.Person> people = new LinkedHashMap<>();
    Map<String, Intent> made = openCreates(records.values());
    Map<RecordKey, List<RecordKey>> former =
        round.reader().crm(side).absorbed(records.values(), round.lane());
    Map<RecordKey, LinkRow> absorbed = absorbed(side, former);
    Map<RecordKey, RecordKey> leftBy = Returning.whoLeft(round, former);
    records.forEach(
        (claim, record) -> {
          Intent maker = made.get(String.valueOf(record.token()));
          LinkRow link = absorbed.get(record.key());
          RecordKey person = leftBy.get(record.key());
          Set<String> parked = link == null ? Set.of() : round.parked(link);
          if (link != null && !parked.contains(Waiting.ERASED)) {
            // A linked record was merged or converted into it: that link will follow, or it waits.
            List<Intent> left = intents.getOrDefault(claim.subject(), List.of());
            Work.Ended ended = Work.Ended.linked(claim, link.link().id(), left);
            matched.works().add(parked.isEmpty() ? ended : ended.kept());
          } else if (person != null) {
            matched.works().add(round.waiting().leftBefore(claim, record.key(), person));
          } else if (taken.contains(record.key())) {
            matched.works().add(Work.Ended.of(Ending.done(claim)));
          } else if (maker != null) {
            // We made it and the answer was lost: the one it was made for knows it by its key.
            matched.works().add(Work.Ended.insteadOf(claim, maker.subject()));
          } else {
            people.put(claim, new Crm.Person(record.key(), lookup.email(side, record)));
          }
        });
    barred.people(people, records, matched.works());
    if (people.isEmpty()) {
      return matched;
    }
    Map<Crm.Person, Crm.Matches> found = lookup.find(side, records, people, former);
    othersNamed = lookup.othersNamed(found);
    Map<String, LinkRow> linked = linksOf(side.other(), found);
    restored = restored(side, linked.values());
    returning = returning(records.values(), found);
    Map<RecordKey, List<Snapshot>> namesakes = lookup.namesakes(side, records, people, found);
    Map<String, Intent> creates =
        openCreates(
            found.values().stream()
                .flatMap(
                    matches -> Stream.concat(matches.byKey().stream(), matches.byEmail().stream()))
                .toList());
    barred.matches(people, found, matched.works());
    people.forEach(
        (claim, person) -> {
          Snapshot record = Objects.requireNonNull(records.get(claim));
          Optional<Intent> open = openCreate(claim.subject());
          Crm.Matches matches = found.getOrDefault(person, Crm.Matches.NONE);
          List<Snapshot> others = namesakes.getOrDefault(record.key(), List.of());
          if (others.size() > 1) {
            matched.works().add(round.waiting().ambiguous(claim, record.key(), others));
            return;
          }
          decide(matched, claim, record, person, matches, linked, open, creates);
        });
    return matched;
  }

  private Returning returning(Collection<Snapshot> records, Map<Crm.Person, Crm.Matches> found) {
    List<Snapshot> all = new ArrayList<>(records);
    for (Crm.Matches matches : found.values()) {
      all.addAll(matches.byKey());
      all.addAll(matches.byEmail());
    }
    return new Returning(round, all);
  }

  /**
   * Links of records that were merged into these, by the survivor's key. Whoever is on the way to a
   * new Lead goes on with such a link if its other record is there: one of two that somebody
   * deleted leads them nowhere.
   */
  private Map<RecordKey, LinkRow> absorbed(Side side, Map<RecordKey, List<RecordKey>> absorbed) {
    List<String> ids = absorbed.values().stream().flatMap(List::stream).map(RecordKey::id).toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    State state = round.state();
    Map<String, LinkRow> linked =
        state.store().read(handle -> state.links().byRecord(handle, side, ids));
    Set<RecordKey> onTheWay =
        state
            .store()
            .read(handle -> state.formerLeads().underWay(handle, absorbed.keySet()))
            .keySet();
    List<RecordKey> others =
        onTheWay.stream()
            .flatMap(survivor -> linksOf(survivor, absorbed, linked))
            .map(row -> row.link().key(side.other()))
            .toList();
    Heirs heirs = new Heirs(round, List.of(), others);
    Map<RecordKey, LinkRow> links = new HashMap<>();
    absorbed
        .keySet()
        .forEach(
            survivor ->
                linksOf(survivor, absorbed, linked)
                    .filter(
                        row ->
                            !onTheWay.contains(survivor)
                                || heirs.of(row.link().key(side.other())) != null)
                    .findFirst()
                    .ifPresent(row -> links.put(survivor, row)));
    return links;
  }

  private static Stream<LinkRow> linksOf(
      RecordKey survivor, Map<RecordKey, List<RecordKey>> absorbed, Map<String, LinkRow> linked) {
    return absorbed.getOrDefault(survivor, List.of()).stream()
        .map(key -> linked.get(key.id()))
        .filter(Objects::nonNull);
  }

  private void decide(
      Gathered matched,
      Claim claim,
      Snapshot record,
      Crm.Person person,
      Crm.Matches matches,
      Map<String, LinkRow> linked,
      Optional<Intent> open,
      Map<String, Intent> creates) {
    Waiting waiting = round.waiting();
    FormerLead left = returning.of(record.key());
    List<Snapshot> candidates = returning.candidates(matches, linked, left != null);
    if (candidates.size() > 1) {
      matched.works().add(waiting.ambiguous(claim, record.key(), candidates));
      return;
    }
    if (candidates.size() == 1) {
      Snapshot candidate = candidates.get(0);
      LinkRow link = linked.get(candidate.key().id());
      if (link != null
          && link.isDeleted(record.key().side())
          && !restored.contains(link.link().key(record.key().side()))) {
        if (takesThePlaceOf(link, record, candidate)) {
          replace(matched, claim, link, record, candidate);
        } else {
          matched.works().add(waiting.olderNamesake(claim, record.key(), candidate.key(), link));
        }
      } else if (link != null && round.recent().forget(record.key())) {
        // What a sweep saw may be old: a Lead that was converted since stands for nobody.
        matched.works().add(Work.Ended.of(Ending.again(claim, round.now())));
      } else if (link != null) {
        String linkedTo = link.link().key(record.key().side()).label();
        matched.works().add(waiting.taken(claim, record.key(), candidate.key(), linkedTo));
      } else if (!othersNamed.getOrDefault(candidate.key(), record.key()).equals(record.key())) {
        String named = Objects.requireNonNull(othersNamed.get(candidate.key())).label();
        matched.works().add(waiting.taken(claim, record.key(), candidate.key(), named));
      } else if (!taken.contains(record.key()) && taken.add(candidate.key())) {
        taken.add(record.key());
        List<Intent> fates = new ArrayList<>();
        open.ifPresent(fates::add);
        // It may be what another record's create made, as a converted Lead's.
        Intent other = creates.get(String.valueOf(candidate.token()));
        if (other != null && !fates.contains(other)) {
          fates.add(other);
        }
        matched.pairs().add(pair(claim, record, candidate, fates));
      } else {
        matched.works().add(Work.Ended.of(Ending.again(claim, round.now())));
      }
      return;
    }
    Gate gate = round.rules().leadDefinition().gateFrom(record.key().side());
    // An open intent that left no trace did not arrive; creating again under the same key cannot
    // make a twin.
    List<String> closed = open.map(intent -> List.of(intent.token())).orElse(List.of());
    Work.Findings findings = new Work.Findings(closed, List.of());
    if (left == null && !gate.lets(record)) {
      matched
          .works()
          .add(new Work.Ended(claim, Ending.waits(claim), List.of(), List.of(), null, findings));
    } else if (left == null && open.isEmpty() && wasLinked(record)) {
      matched.works().add(waiting.counterpartLost(claim, record.key()));
    } else if (record.externalKey() != null && open.isEmpty()) {
      matched.works().add(waiting.keyOfNobody(claim, record.key(), record.externalKey()));
    } else if (!person.email().isEmpty() && !emailsCreated.add(person.email())) {
      matched.works().add(Work.Ended.of(Ending.again(claim, round.now())));
    } else {
      // Its address may have changed since another of this batch was found to have the same.
      taken.add(record.key());
      matched.works().add(create(claim, record, left, findings));
    }
  }

  /**
   * Whether a record was made for the person of a link whose record was deleted: it is newer than
   * the deletion, or a person wrote the key that says so. One that was there before may be somebody
   * else, with whom the deleted one shared an address.
   */
  private static boolean takesThePlaceOf(LinkRow link, Snapshot record, Snapshot candidate) {
    Snapshot hubspot = record.key().side() == Side.HUBSPOT ? record : candidate;
    Snapshot salesforce = record.key().side() == Side.HUBSPOT ? candidate : record;
    Gone gone = Objects.requireNonNull(link.gone());
    Instant created = record.createdAt();
    return hubspot.key().id().equals(salesforce.externalKey())
        || (created != null && created.isAfter(gone.at()));
  }

  /** Those of these links' deleted records that are back, which the store need not know yet. */
  private Set<RecordKey> restored(Side side, Collection<LinkRow> links) {
    List<RecordKey> deleted =
        links.stream()
            .filter(link -> link.isDeleted(side))
            .map(link -> link.link().key(side))
            .toList();
    if (deleted.isEmpty()) {
      return Set.of();
    }
    Map<RecordKey, Snapshot> there = round.reader().read(deleted, round.lane());
    there.values().removeIf(Conversions::isConverted);
    return there.keySet();
  }

  /**
   * Somebody made a new record for a person whose old one was deleted: the link goes on with it, as
   * if both were seen for the first time.
   */
  private void replace(
      Gathered matched, Claim claim, LinkRow link, Snapshot record, Snapshot candidate) {
    if (!taken.add(record.key()) || !taken.add(candidate.key())) {
      matched.works().add(Work.Ended.of(Ending.again(claim, round.now())));
      return;
    }
    Pair pair = pair(claim, record, candidate, List.of());
    Link joins = pair.row().link();
    Link renewed = new Link(link.link().id(), joins.hubspotId(), joins.salesforce(), null);
    LinkRow row = LinkRow.fresh(renewed, false).withGone(link.gone());
    Side kept = candidate.key().side();
    matched
        .pairs()
        .add(
            new Pair(
                claim,
                false,
                row.withShown(kept, new Shown(null, Instant.EPOCH, candidate.token())),
                pair.hubspot(),
                pair.salesforce(),
                pair.fresh(),
                List.of(),
                Work.Findings.NONE));
  }

  private Pair pair(Claim claim, Snapshot record, Snapshot candidate, List<Intent> open) {
    Snapshot hubspot = record.key().side() == Side.HUBSPOT ? record : candidate;
    Snapshot salesforce = record.key().side() == Side.HUBSPOT ? candidate : record;
    Link link = new Link(0, hubspot.key().id(), salesforce.key(), null);
    boolean keyed = hubspot.key().id().equals(salesforce.externalKey());
    LinkRow row =
        open.isEmpty() && wasLost(record, candidate)
            ? LinkRow.lost(link, keyed)
            : LinkRow.fresh(link, keyed);
    FormerLead left = returning.of(hubspot.key());
    return new Pair(
        claim,
        true,
        left == null ? row : returning.remembered(row, left, hubspot, salesforce, open),
        hubspot,
        salesforce,
        EnumSet.of(candidate.key().side()),
        open,
        Work.Findings.NONE);
  }

  /**
   * Whether this store had a link of them that it does not remember since an old copy was put back.
   */
  private boolean wasLost(Snapshot record, Snapshot candidate) {
    return wasLinked(record) || wasLinked(candidate);
  }

  /** We write our token into nobody who has no link. */
  private boolean wasLinked(Snapshot record) {
    return round.strangers().isOurs(record)
        && round
            .state()
            .store()
            .read(handle -> Restoration.everBegan(round.state().facts().known(handle)));
  }

  private Optional<Intent> openCreate(String subject) {
    return intents.getOrDefault(subject, List.of()).stream().filter(Intent::isCreate).findFirst();
  }

  /** The creates whose answers were lost and which made any of these records, by token. */
  private Map<String, Intent> openCreates(Collection<Snapshot> records) {
    Set<String> tokens = new HashSet<>();
    records.forEach(record -> tokens.add(String.valueOf(record.token())));
    Map<String, Intent> open =
        new HashMap<>(
            round.state().store().read(handle -> round.state().intents().byToken(handle, tokens)));
    open.values().removeIf(intent -> !intent.isCreate());
    return open;
  }

  private Work create(
      Claim claim, Snapshot from, @Nullable FormerLead left, Work.Findings findings) {
    String object = from.key().side() == Side.HUBSPOT ? RecordKey.LEAD : RecordKey.HUBSPOT_CONTACTS;
    String salesforceObject =
        from.key().side() == Side.HUBSPOT ? RecordKey.LEAD : from.key().object();
    boolean fromHubspot = from.key().side() == Side.HUBSPOT;
    Derived derived =
        fromHubspot
            ? round.rules().context().of(from, round.now())
            : round.rules().dispositions().of(from, false, Map.of());
    LinkPlan plan =
        new LinkPlanner(round.rules().mapping(), round.owners())
            .planCreate(from.with(derived.fields()), salesforceObject);
    return new Work.Create(claim, from, object, plan, derived.changesAt(), left, findings);
  }

  private Map<String, LinkRow> linksOf(Side side, Map<Crm.Person, Crm.Matches> found) {
    List<String> ids = new ArrayList<>();
    for (Crm.Matches matches : found.values()) {
      matches.byKey().forEach(snapshot -> ids.add(snapshot.key().id()));
      matches.byEmail().forEach(snapshot -> ids.add(snapshot.key().id()));
    }
    return ids.isEmpty()
        ? Map.of()
        : round.state().store().read(handle -> round.state().links().byRecord(handle, side, ids));
  }
}
