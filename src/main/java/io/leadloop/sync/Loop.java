package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One connection's loop, put together under one lease: the steps that the routes name, each of
 * which can also be called by hand. A loop is thrown away with its process; all that it must not
 * forget is in the store.
 */
public final class Loop {
  private final Drift drift;
  private final State state;
  private final LoopSettings settings;
  private final long epoch;
  private final InstantSource clock;
  private final Map<Side, Sweep> sweeps;
  private final Reconciler reconciler;
  private final Applier applier;
  private final Recorder recorder;

  /**
   * @param epoch of the lease that this process holds
   */
  public Loop(
      Rules rules,
      Map<Side, Crm> crms,
      Timeline timeline,
      State state,
      LoopSettings settings,
      long epoch,
      InstantSource clock) {
    this(rules, crms, timeline, state, settings, epoch, clock, RoundLog.NONE);
  }

  /**
   * @param epoch of the lease that this process holds
   * @param log takes note of every round
   */
  public Loop(
      Rules rules,
      Map<Side, Crm> crms,
      Timeline timeline,
      State state,
      LoopSettings settings,
      long epoch,
      InstantSource clock,
      RoundLog log) {
    this.drift = rules.drift();
    this.state = state;
    this.settings = settings;
    this.epoch = epoch;
    this.clock = clock;
    RecentSnapshots recent = new RecentSnapshots(clock, settings.freshFor());
    Directory directory = new Directory(crms, rules, clock);
    sweeps =
        Map.of(
            Side.HUBSPOT, sweep(rules, crms, Side.HUBSPOT, recent),
            Side.SALESFORCE, sweep(rules, crms, Side.SALESFORCE, recent));
    reconciler = new Reconciler(rules, crms, state, recent, directory, clock);
    applier = new Applier(rules, crms, timeline, state, settings, epoch, clock);
    recorder = new Recorder(rules, state, settings, directory, epoch, clock, log);
  }

  private Sweep sweep(Rules rules, Map<Side, Crm> crms, Side side, RecentSnapshots recent) {
    return new Sweep(
        Objects.requireNonNull(crms.get(side)), rules.optOuts(), state, recent, settings, clock);
  }

  /**
   * Reads what changed on one side into the inbox.
   *
   * @throws CrmException also where the side lacks a field without which nothing is safe there
   */
  public int sweep(Side side) {
    drift
        .stops(side)
        .ifPresent(
            cause -> {
              throw new CrmException(
                  side, CrmException.Kind.QUESTION, Drift.Kind.SIDE_STOPPED.word(), cause, null);
            });
    return Objects.requireNonNull(sweeps.get(side)).sweep();
  }

  /** Lets a sweep that is under way end after its page. Thread-safe. */
  public void stopSweeping() {
    sweeps.values().forEach(Sweep::stop);
  }

  /** Leases due rows; none while the connection only watches, or a side is stopped. */
  public List<Claim> claim() {
    if (drift.stops(Side.HUBSPOT).or(() -> drift.stops(Side.SALESFORCE)).isPresent()) {
      return List.of();
    }
    return state
        .store()
        .write(
            handle -> {
              state.lease().fence(handle, epoch);
              if (Mode.of(state.facts(), handle) == Mode.WATCHING) {
                return List.of();
              }
              return state
                  .inbox()
                  .claim(
                      handle,
                      settings.claimLimits(),
                      epoch,
                      clock.instant(),
                      settings.claimLease());
            });
  }

  public PlannedBatch plan(List<Claim> claims) {
    return reconciler.plan(claims);
  }

  public AppliedBatch apply(PlannedBatch planned) {
    return applier.apply(planned);
  }

  public void record(AppliedBatch applied) {
    recorder.record(applied);
  }

  /**
   * One round.
   *
   * @return how many claims it took; 0 when nothing was due
   */
  public int round() {
    List<Claim> claims = claim();
    record(apply(plan(claims)));
    return claims.size();
  }
}
