package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.feedback.DispositionNote;
import io.leadloop.gate.ReEngagement;
import io.leadloop.lead.Derived;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.Mapping;
import io.leadloop.merge.EditTimes;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.plan.LinkState;
import io.leadloop.store.Ending;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans pairs. A side that is written, and both where people changed one field on both, is decided
 * on a fresh read and never on a row of a sweep. A fault of ours in one pair stops no other.
 */
final class PairPlanner {
  /** HubSpot shows an opt-out some seconds after it was told. */
  private static final Duration OPT_OUT_PAUSE = Duration.ofMinutes(1);

  private final Round round;
  private final String storeId;
  private final Derivation derivation;
  private final TimesOfCloses closes;
  private final List<Work> works = new ArrayList<>();
  private Map<Long, Set<String>> owed = Map.of();

  /**
   * @param storeId goes into the references of notes
   */
  PairPlanner(Round round, String storeId) {
    this.round = round;
    this.storeId = storeId;
    this.derivation = new Derivation(round.rules());
    this.closes = new TimesOfCloses(round);
  }

  /**
   * @return one work for each pair
   */
  List<Work> plan(List<Pair> pairs) {
    List<Long> ids = pairs.stream().map(pair -> pair.row().link().id()).toList();
    owed = round.state().store().read(handle -> round.state().formerLeads().owed(handle, ids));
    Map<Pair, LinkPlan> plans = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      LinkPlan plan = guarded(pair, Map.of());
      if (plan != null) {
        plans.put(pair, plan);
      }
    }
    askForCloses(plans.keySet());
    reread(plans, again(plans));
    askForCloses(plans.keySet());
    decideByTimes(plans);
    plans.forEach((pair, plan) -> works.add(linked(pair, plan)));
    return works;
  }

  /** The records that are to be read afresh, each with its pair. */
  private Map<RecordKey, Pair> again(Map<Pair, LinkPlan> plans) {
    Map<RecordKey, Pair> again = new LinkedHashMap<>();
    plans.forEach(
        (pair, plan) -> {
          for (Side side : Side.values()) {
            boolean must = plan.hasConflict() || writes(pair, plan, side);
            if (must && !pair.fresh().contains(side)) {
              again.put(pair.row().link().key(side), pair);
            }
          }
        });
    return again;
  }

  private boolean writes(Pair pair, LinkPlan plan, Side side) {
    return plan.writesTo(side)
        || (side == Side.SALESFORCE && (!pair.row().keyed() || leaves(pair, plan)))
        || Work.Linked.unmarks(pair.row(), side);
  }

  private void reread(Map<Pair, LinkPlan> plans, Map<RecordKey, Pair> again) {
    if (again.isEmpty()) {
      return;
    }
    Map<RecordKey, Snapshot> read = round.reader().read(again.keySet(), round.lane());
    Map<Pair, Pair> renewed = new LinkedHashMap<>();
    again.forEach(
        (key, pair) -> {
          round.recent().forget(key);
          Snapshot snapshot = read.get(key);
          if (snapshot == null || !snapshot.key().equals(key)) {
            plans.remove(pair);
            renewed.remove(pair);
            works.add(again(pair));
          } else if (plans.containsKey(pair)) {
            renewed.put(pair, renewed.getOrDefault(pair, pair).with(key.side(), snapshot));
          }
        });
    Fates fates = new Fates(round);
    renewed.forEach(
        (before, pair) -> {
          plans.remove(before);
          Pair cleared = pair.isNew() ? pair : fates.clear(pair);
          if (Conversions.isConverted(cleared.salesforce())) {
            works.add(again(pair));
            return;
          }
          LinkPlan plan = guarded(cleared, Map.of());
          if (plan != null) {
            plans.put(cleared, plan);
          }
        });
  }

  private Work again(Pair pair) {
    return Work.Ended.of(Ending.again(pair.claim(), round.now()));
  }

  /** Plans those links again where the vendors must say who edited last. */
  private void decideByTimes(Map<Pair, LinkPlan> plans) {
    Map<Pair, LinkPlan> undecided = new LinkedHashMap<>();
    plans.forEach(
        (pair, plan) -> {
          if (plan.needsTimes()) {
            undecided.put(pair, plan);
          }
        });
    if (undecided.isEmpty()) {
      return;
    }
    TimesOfEdits times = TimesOfEdits.ask(undecided, round);
    undecided.forEach(
        (pair, plan) -> {
          LinkPlan decided = guarded(pair, times(times.of(pair, plan), pair));
          plans.remove(pair);
          if (decided != null) {
            plans.put(pair, decided);
          }
        });
  }

  /**
   * HubSpot keeps the history of every property: what nobody typed there came from Salesforce, by a
   * write that an old store does not remember.
   */
  private static Map<String, EditTimes> times(Map<String, EditTimes> known, Pair pair) {
    Map<String, EditTimes> times = new LinkedHashMap<>();
    known.forEach(
        (rule, time) ->
            times.put(
                rule,
                time.hubspotCertain() || !Undecided.is(pair.row(), rule)
                    ? time
                    : new EditTimes(
                        Instant.EPOCH, false, time.salesforce(), time.salesforceCertain())));
    return times;
  }

  private @Nullable LinkPlan guarded(Pair pair, Map<String, EditTimes> times) {
    try {
      Snapshot hubspot =
          pair.hubspot().with(derivation.context(pair.hubspot(), round.now()).fields());
      Snapshot salesforce =
          pair.salesforce().with(derivation.disposition(pair.salesforce(), pair.row()).fields());
      LinkPlan plan =
          new LinkPlanner(mapping(pair), round.owners())
              .plan(new LinkState(pair.row().fields(), hubspot, salesforce, times));
      Set<String> optOuts = owed.getOrDefault(pair.row().link().id(), Set.of());
      return OwedOptOuts.in(plan, optOuts, hubspot, salesforce);
    } catch (RuntimeException bug) {
      works.add(Reconciler.broken(pair.claim(), bug, round.now()));
      return null;
    }
  }

  /**
   * Where an old store was put back, only one side of a difference may be an edit, and which one it
   * is nobody remembers: the later one wins, whatever the rule for two edits.
   */
  private Mapping mapping(Pair pair) {
    Mapping mapping = round.rules().mapping();
    LinkRow row = pair.row();
    return Undecided.any(row) ? mapping.laterWins(rule -> Undecided.is(row, rule.id())) : mapping;
  }

  /** Where a form and the close of its person's lead are news at once. */
  private void askForCloses(Collection<Pair> pairs) {
    if (policy().isOn()) {
      closes.ask(
          pairs.stream()
              .filter(
                  pair ->
                      policy()
                          .isInDoubt(
                              pair.hubspot(),
                              pair.salesforce(),
                              disposition(pair),
                              settledFacts(pair)))
              .map(pair -> pair.salesforce().key())
              .toList());
    }
  }

  /** Whether the person is to get a new Lead in the place of this one, sooner or later. */
  private boolean asksForNewLead(Pair pair) {
    return !policy().newLeadWhen().isEmpty()
        && policy()
            .asksForNewLead(pair.hubspot(), pair.salesforce(), closed(pair), settledFacts(pair));
  }

  /**
   * Whether the person leaves the Lead now: once what an old store forgot is decided, and the
   * opt-outs are told that may stand on this Lead alone.
   */
  private boolean leaves(Pair pair, LinkPlan plan) {
    return !pair.isNew() && !pair.row().isForgotten() && !plan.optsOut() && asksForNewLead(pair);
  }

  private ReEngagement policy() {
    return round.rules().leadDefinition().reEngagement();
  }

  private Map<String, String> disposition(Pair pair) {
    return derivation.disposition(pair.salesforce(), pair.row()).fields();
  }

  /** The same with the time of the close where that had to be asked for. */
  private Map<String, String> closed(Pair pair) {
    return closes.in(disposition(pair), pair.salesforce().key());
  }

  private static Map<String, String> settledFacts(Pair pair) {
    return Derivation.settledFacts(pair.row()).orElse(Map.of());
  }

  private Work linked(Pair pair, LinkPlan plan) {
    Derived context = derivation.context(pair.hubspot(), round.now());
    boolean leaves = leaves(pair, plan);
    String raisedAt = settledFacts(pair).get(HandRaise.AT);
    Map<String, String> facts = derivation.facts(disposition(pair), pair.hubspot(), pair.row());
    boolean unanswered = raisedAt != null && (pair.isNew() || asksForNewLead(pair));
    if (unanswered) {
      facts.put(HandRaise.AT, raisedAt);
    }
    Work.Linked work =
        new Work.Linked(
            pair.claim(),
            pair.isNew(),
            pair.row(),
            pair.hubspot(),
            pair.salesforce(),
            leaves ? plan.sparing(Side.SALESFORCE) : plan,
            facts,
            pair.isNew() ? List.of() : items(pair),
            context.changesAt(),
            leaves,
            pair.findings());
    return unanswered && !leaves
        ? work.dueBy(plan.optsOut() ? round.now().plus(OPT_OUT_PAUSE) : round.now())
        : work;
  }

  private List<Item> items(Pair pair) {
    long linkId = pair.row().link().id();
    Map<String, String> disposition = disposition(pair);
    List<Item> items = new ArrayList<>();
    DispositionNote.of(
            storeId,
            linkId,
            disposition,
            Derivation.settledFacts(pair.row()),
            pair.salesforce().key().label())
        .ifPresent(items::add);
    policy()
        .task(storeId, linkId, pair.hubspot(), pair.salesforce(), closed(pair), settledFacts(pair))
        .ifPresent(items::add);
    return items;
  }
}
