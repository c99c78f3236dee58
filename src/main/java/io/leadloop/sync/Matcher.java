package io.leadloop.sync;

import io.leadloop.gate.Gate;
import io.leadloop.lead.Derived;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Owners;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.store.Claim;
import io.leadloop.store.Inbox;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
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

/**
 * Decides once for each record without a link whom it stands for: by our external key first, then
 * by e-mail address. Exactly one match is linked, more than one waits for a person, none is created
 * on the other side if the gate lets it.
 *
 * <p>One use for one batch: what it gave away to one claim it does not give to the next.
 */
final class Matcher {
  private final Rules rules;
  private final RecordReader reader;
  private final State state;
  private final RecentSnapshots recent;
  private final Owners owners;
  private final Instant now;
  private final Set<RecordKey> taken = new HashSet<>();
  private final Set<String> emailsCreated = new HashSet<>();

  Matcher(
      Rules rules,
      RecordReader reader,
      State state,
      RecentSnapshots recent,
      Owners owners,
      Instant now) {
    this.rules = rules;
    this.reader = reader;
    this.state = state;
    this.recent = recent;
    this.owners = owners;
    this.now = now;
  }

  /**
   * What became of the records of one side.
   *
   * @param pairs matches, to be planned like any link
   * @param works creates, and claims that end here
   */
  record Matched(List<Pair> pairs, List<Work> works) {}

  /**
   * @param records what the unlinked records of one side show, by claim
   * @param intents open intents by subject
   */
  Matched match(
      Side side, Map<Claim, Snapshot> records, Map<String, List<Intent>> intents, Lane lane) {
    Matched matched = new Matched(new ArrayList<>(), new ArrayList<>());
    Map<Claim, Crm.Person> people = new LinkedHashMap<>();
    Map<String, Intent> made = openCreates(records.values());
    records.forEach(
        (claim, record) -> {
          Intent maker = made.get(String.valueOf(record.token()));
          if (taken.contains(record.key())) {
            matched.works().add(Work.Ended.of(Inbox.Ending.done(claim)));
          } else if (maker != null) {
            // We made it and the answer was lost: the one it was made for knows it by its key.
            matched.works().add(Work.Ended.insteadOf(claim, maker.subject()));
          } else {
            people.put(claim, new Crm.Person(record.key(), email(side, record)));
          }
        });
    if (people.isEmpty()) {
      return matched;
    }
    Map<Crm.Person, Crm.Matches> found = reader.crm(side.other()).find(people.values(), lane);
    Map<String, LinkRow> linked = linksOf(side.other(), found);
    Map<RecordKey, List<Snapshot>> namesakes = namesakes(side, people, found, lane);
    Map<String, Intent> creates =
        openCreates(
            found.values().stream()
                .flatMap(
                    matches -> Stream.concat(matches.byKey().stream(), matches.byEmail().stream()))
                .toList());
    people.forEach(
        (claim, person) -> {
          Snapshot record = Objects.requireNonNull(records.get(claim));
          Optional<Intent> open = create(intents, claim.subject());
          List<Snapshot> others = namesakes.getOrDefault(record.key(), List.of());
          if (others.size() > 1) {
            matched.works().add(new Waiting(now).ambiguous(claim, record.key(), others));
            return;
          }
          decide(
              matched,
              claim,
              record,
              person,
              found.getOrDefault(person, Crm.Matches.NONE),
              linked,
              open,
              creates);
        });
    return matched;
  }

  /**
   * Who else on the records' own side has the address of a match. HubSpot keeps addresses unique;
   * Salesforce does not, so a contact that one Lead would be linked to may as well stand for
   * another.
   */
  private Map<RecordKey, List<Snapshot>> namesakes(
      Side side, Map<Claim, Crm.Person> people, Map<Crm.Person, Crm.Matches> found, Lane lane) {
    if (side == Side.HUBSPOT) {
      return Map.of();
    }
    Map<Crm.Person, List<RecordKey>> wanted = new LinkedHashMap<>();
    for (Crm.Person person : people.values()) {
      Crm.Matches matches = found.getOrDefault(person, Crm.Matches.NONE);
      if (matches.byKey().isEmpty() && matches.byEmail().size() == 1) {
        Crm.Person match = new Crm.Person(matches.byEmail().get(0).key(), person.email());
        wanted.computeIfAbsent(match, m -> new ArrayList<>()).add(person.otherSide());
      }
    }
    Map<RecordKey, List<Snapshot>> namesakes = new LinkedHashMap<>();
    if (!wanted.isEmpty()) {
      Map<Crm.Person, Crm.Matches> own = reader.crm(side).find(wanted.keySet(), lane);
      wanted.forEach(
          (person, records) -> {
            Crm.Matches matches = own.getOrDefault(person, Crm.Matches.NONE);
            List<Snapshot> all = new ArrayList<>(matches.byKey());
            all.addAll(matches.byEmail());
            records.forEach(record -> namesakes.put(record, all));
          });
    }
    return namesakes;
  }

  private void decide(
      Matched matched,
      Claim claim,
      Snapshot record,
      Crm.Person person,
      Crm.Matches matches,
      Map<String, LinkRow> linked,
      Optional<Intent> open,
      Map<String, Intent> creates) {
    Waiting waiting = new Waiting(now);
    List<Snapshot> candidates = matches.byKey().isEmpty() ? matches.byEmail() : matches.byKey();
    if (candidates.size() > 1) {
      matched.works().add(waiting.ambiguous(claim, record.key(), candidates));
      return;
    }
    if (candidates.size() == 1) {
      Snapshot candidate = candidates.get(0);
      LinkRow link = linked.get(candidate.key().id());
      if (link != null && recent.forget(record.key())) {
        // What a sweep saw may be old: a Lead that was converted since stands for nobody.
        matched.works().add(Work.Ended.of(Inbox.Ending.again(claim, now, claim.attempts())));
      } else if (link != null) {
        String linkedTo = link.link().key(record.key().side()).label();
        matched.works().add(waiting.taken(claim, record.key(), candidate.key(), linkedTo));
      } else if (!taken.contains(record.key()) && taken.add(candidate.key())) {
        taken.add(record.key());
        Pair pair = pair(claim, record, candidate, !matches.byKey().isEmpty());
        pair = cleared(pair, candidate, open);
        // It may be what another record's create made, as a converted Lead's.
        Optional<Intent> other =
            Optional.ofNullable(creates.get(String.valueOf(candidate.token())));
        if (!other.equals(open)) {
          pair = cleared(pair, candidate, other);
        }
        matched.pairs().add(pair);
      } else {
        matched.works().add(Work.Ended.of(Inbox.Ending.again(claim, now, claim.attempts())));
      }
      return;
    }
    Gate gate = rules.leadDefinition().gateFrom(record.key().side());
    // An open intent that left no trace did not arrive; creating again under the same key cannot
    // make a twin.
    List<String> closed = open.map(intent -> List.of(intent.token())).orElse(List.of());
    Work.Findings findings = new Work.Findings(closed, List.of());
    if (!gate.lets(record)) {
      matched
          .works()
          .add(
              new Work.Ended(
                  claim, Inbox.Ending.waits(claim), List.of(), List.of(), null, findings));
    } else if (!person.email().isEmpty() && !emailsCreated.add(person.email())) {
      matched.works().add(Work.Ended.of(Inbox.Ending.again(claim, now, claim.attempts())));
    } else {
      matched.works().add(create(claim, record, findings));
    }
  }

  private static Pair pair(Claim claim, Snapshot record, Snapshot candidate, boolean byKey) {
    Snapshot hubspot = record.key().side() == Side.HUBSPOT ? record : candidate;
    Snapshot salesforce = record.key().side() == Side.HUBSPOT ? candidate : record;
    Link link = new Link(0, hubspot.key().id(), salesforce.key(), null);
    LinkRow row = LinkRow.fresh(link, byKey && candidate.key().side() == Side.SALESFORCE);
    return new Pair(
        claim,
        true,
        row,
        hubspot,
        salesforce,
        EnumSet.of(candidate.key().side()),
        Work.Findings.NONE);
  }

  /**
   * The pair after the fate of a create that may have made one of its records is known.
   *
   * @param made the record that it may have made
   */
  private Pair cleared(Pair pair, Snapshot made, Optional<Intent> open) {
    if (open.isEmpty()) {
      return pair;
    }
    FateOfIntents.Cleared cleared =
        new FateOfIntents(rules, now).clear(pair.row(), made.key().side(), open.get(), made);
    return pair.with(cleared.row(), cleared.findings());
  }

  private static Optional<Intent> create(Map<String, List<Intent>> intents, String subject) {
    return intents.getOrDefault(subject, List.of()).stream().filter(Intent::isCreate).findFirst();
  }

  /** The creates whose answers were lost and which made any of these records, by token. */
  private Map<String, Intent> openCreates(Collection<Snapshot> records) {
    Set<String> tokens = new HashSet<>();
    records.forEach(record -> tokens.add(String.valueOf(record.token())));
    Map<String, Intent> open =
        new HashMap<>(state.store().read(handle -> state.intents().byToken(handle, tokens)));
    open.values().removeIf(intent -> !intent.isCreate());
    return open;
  }

  private Work create(Claim claim, Snapshot from, Work.Findings findings) {
    String object = from.key().side() == Side.HUBSPOT ? RecordKey.LEAD : RecordKey.HUBSPOT_CONTACTS;
    String salesforceObject =
        from.key().side() == Side.HUBSPOT ? RecordKey.LEAD : from.key().object();
    boolean fromHubspot = from.key().side() == Side.HUBSPOT;
    Derived derived =
        fromHubspot
            ? rules.context().of(from, now)
            : rules.dispositions().of(from, false, Map.of());
    LinkPlan plan =
        new LinkPlanner(rules.mapping(), owners)
            .planCreate(from.with(derived.fields()), salesforceObject);
    return new Work.Create(claim, from, object, plan, derived.changesAt(), findings);
  }

  private String email(Side side, Snapshot record) {
    return rules
        .emailRule()
        .map(
            (FieldRule rule) -> {
              String field = rule.field(side, record.key().object());
              return field == null ? "" : rule.canonical(record.shows(field));
            })
        .orElse("");
  }

  private Map<String, LinkRow> linksOf(Side side, Map<Crm.Person, Crm.Matches> found) {
    List<String> ids = new ArrayList<>();
    for (Crm.Matches matches : found.values()) {
      matches.byKey().forEach(snapshot -> ids.add(snapshot.key().id()));
      matches.byEmail().forEach(snapshot -> ids.add(snapshot.key().id()));
    }
    return ids.isEmpty()
        ? Map.of()
        : state.store().read(handle -> state.links().byRecord(handle, side, ids));
  }
}
