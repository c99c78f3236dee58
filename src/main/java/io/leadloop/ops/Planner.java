package io.leadloop.ops;

import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.Claim;
import io.leadloop.store.KnownFacts;
import io.leadloop.sync.Cycle;
import io.leadloop.sync.Directory;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.RecentSnapshots;
import io.leadloop.sync.Reconciler;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Sweep;
import io.leadloop.sync.Vendors;
import io.leadloop.sync.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Says what would be written, and writes nothing to a vendor. */
public final class Planner {
  private static final int PAGE = 500;

  /** How many entries an answer holds; the counts cover everything. */
  private static final int ENTRIES_MAX = 1_000;

  private final Rules rules;
  private final State state;
  private final Vendors vendors;
  private final LoopSettings settings;
  private final RecentSnapshots recent;
  private final Reconciler reconciler;
  private final InstantSource clock;

  public Planner(
      Rules rules, State state, Vendors vendors, LoopSettings settings, InstantSource clock) {
    this.rules = rules;
    this.state = state;
    this.vendors = vendors;
    this.settings = settings;
    this.clock = clock;
    this.recent = new RecentSnapshots(clock, settings.sweeps().freshFor());
    this.reconciler =
        new Reconciler(
            rules,
            vendors.crms(),
            state,
            recent,
            new Directory(vendors.crms(), rules, clock),
            clock);
  }

  /**
   * Sweeps both sides, so that the inbox holds all that changed. For a command that runs where no
   * daemon does.
   *
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public void sweep() {
    for (Side side : Side.values()) {
      new Sweep(vendors.crm(side), rules.optOuts(), state, recent, settings, clock).sweep();
    }
  }

  /**
   * Plans everything that is due in the inbox.
   *
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public PlanReport all() {
    PlanTally tally = new PlanTally(rules, ENTRIES_MAX);
    Instant now = clock.instant();
    for (int offset = 0; ; offset += PAGE) {
      int from = offset;
      List<Claim> claims =
          state.store().read(handle -> state.backlog().peek(handle, now, PAGE, from));
      if (claims.isEmpty()) {
        return report(tally);
      }
      reconciler.planOrFail(claims).works().forEach(tally::add);
    }
  }

  /**
   * Plans every link, due or not, and every record without one that is due: what rules that are not
   * in force yet would do.
   *
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public PlanReport everything() {
    PlanTally tally = new PlanTally(rules, ENTRIES_MAX);
    Instant now = clock.instant();
    for (int offset = 0; ; offset += PAGE) {
      int from = offset;
      List<Claim> due = state.store().read(handle -> state.backlog().peek(handle, now, PAGE, from));
      if (due.isEmpty()) {
        break;
      }
      plan(due.stream().filter(claim -> claim.linkId() == null).toList(), tally);
    }
    long after = 0;
    while (true) {
      long last = after;
      List<Long> links =
          state.store().read(handle -> state.links().page(handle, last, PAGE)).stream()
              .map(row -> row.link().id())
              .toList();
      if (links.isEmpty()) {
        return report(tally);
      }
      plan(links.stream().map(id -> new Claim(Claim.subject(id), 0, 0, 0)).toList(), tally);
      after = links.get(links.size() - 1);
    }
  }

  private void plan(List<Claim> claims, PlanTally tally) {
    if (!claims.isEmpty()) {
      reconciler.planOrFail(claims).works().forEach(tally::add);
    }
  }

  /**
   * Plans these links and records, whatever they wait for.
   *
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  public PlanReport of(List<String> subjects) {
    PlanTally tally = new PlanTally(rules, ENTRIES_MAX);
    works(subjects).forEach(tally::add);
    return report(tally);
  }

  List<Work> works(List<String> subjects) {
    if (subjects.isEmpty()) {
      return List.of();
    }
    return reconciler
        .planOrFail(subjects.stream().map(subject -> new Claim(subject, 0, 0, 0)).toList())
        .works();
  }

  private PlanReport report(PlanTally tally) {
    Instant now = clock.instant();
    return state
        .store()
        .read(
            handle -> {
              KnownFacts known = state.facts().known(handle);
              Volume lastHour = state.volumes().lastHour(handle, now);
              Volume cycle = Cycle.of(known, now).with(tally.volume());
              return new PlanReport(
                  Mode.of(known).word(),
                  tally.counts(),
                  tally.entries(),
                  settings.caps().refusal(lastHour, tally.volume()).orElse(""),
                  settings.caps().brakes().refusal(cycle, Cycle.links(state, handle)).orElse(""),
                  Stops.of(state, handle));
            });
  }
}
