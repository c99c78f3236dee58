package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.KnownFacts;
import io.leadloop.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * One connection's loop, put together under one lease: the steps that the routes name, each of
 * which can also be called by hand. A loop is thrown away with its process; all that it must not
 * forget is in the store.
 */
public final class Loop {
  /** How long a round waits after the store could not be written. */
  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final Drift drift;
  private final State state;
  private final LoopSettings settings;
  private final long epoch;
  private final Fence fence;
  private final InstantSource clock;
  private final Map<Side, Sweep> sweeps;
  private final Restoration restoration;
  private final ClockSetBack setBack;
  private final DiskGuard disk;
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
    this.fence = Fence.of(state, epoch);
    this.clock = clock;
    RecentSnapshots recent = new RecentSnapshots(clock, settings.sweeps().freshFor());
    Directory directory = new Directory(crms, rules, clock);
    sweeps =
        Map.of(
            Side.HUBSPOT, sweep(rules, crms, Side.HUBSPOT, recent),
            Side.SALESFORCE, sweep(rules, crms, Side.SALESFORCE, recent));
    setBack = new ClockSetBack(state);
    disk = new DiskGuard(state, settings.freeMebibytesMin(), clock);
    restoration = new Restoration(crms, state, epoch, clock);
    reconciler = new Reconciler(rules, crms, state, recent, directory, fence, clock);
    applier = new Applier(rules, crms, timeline, state, settings, epoch, clock);
    recorder = new Recorder(rules, state, settings, directory, epoch, clock, log);
  }

  private Sweep sweep(Rules rules, Map<Side, Crm> crms, Side side, RecentSnapshots recent) {
    return new Sweep(
        Objects.requireNonNull(crms.get(side)),
        rules.optOuts(),
        state,
        recent,
        settings,
        fence,
        true,
        clock);
  }

  /**
   * Reads what changed on one side into the inbox, if there is room for it.
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
    return disk.hasRoom() ? Objects.requireNonNull(sweeps.get(side)).sweep() : 0;
  }

  /** Whether there is room on the store's disk; nothing is swept or claimed while there is not. */
  public boolean hasRoom() {
    return disk.hasRoom();
  }

  /** Lets a sweep that is under way end after its page. Thread-safe. */
  public void stopSweeping() {
    sweeps.values().forEach(Sweep::stop);
  }

  /**
   * Leases due rows; none while the connection only watches, or is stopped, or a side is, or there
   * is no room to remember what was done, or it could not be found out whether the store is an old
   * one. A brake lets opt-outs through, which are all that is claimed as urgent.
   */
  public List<Claim> claim() {
    if (drift.stops(Side.HUBSPOT).or(() -> drift.stops(Side.SALESFORCE)).isPresent()
        || !disk.hasRoom()) {
      return List.of();
    }
    if (!restoration.isDone(this::whileNoSweepRuns)) {
      return List.of();
    }
    Instant now = clock.instant();
    followClock(now);
    return state.store().write(handle -> claim(handle, now));
  }

  /** What waits for a time of a clock that was set back since waits no longer for it. */
  private void followClock(Instant now) {
    Duration back = setBack.by(now);
    if (!back.isZero()) {
      state
          .store()
          .run(
              handle -> {
                fence.check(handle);
                state.inbox().setBack(handle, back, now);
              });
    }
    setBack.seen(back, now);
  }

  /** Waits for no sweep, which may take hours: one that is under way is told to end. */
  private boolean whileNoSweepRuns(Runnable work) {
    Sweep hubspot = Objects.requireNonNull(sweeps.get(Side.HUBSPOT));
    Sweep salesforce = Objects.requireNonNull(sweeps.get(Side.SALESFORCE));
    return hubspot.between(
        () ->
            salesforce.between(
                () -> {
                  work.run();
                  return true;
                }));
  }

  private List<Claim> claim(Handle handle, Instant now) {
    fence.check(handle);
    KnownFacts known = state.facts().known(handle);
    if (Mode.of(known) == Mode.WATCHING || NamedState.FOREIGN_STORE.in(known).isPresent()) {
      return List.of();
    }
    boolean braked = NamedState.BRAKED.in(known).isPresent();
    List<Integer> limits = settings.claimLimits();
    List<Claim> claims =
        state
            .inbox()
            .claim(
                handle,
                braked ? limits.subList(0, Lane.EXPRESS.number() + 1) : limits,
                epoch,
                now,
                settings.claimLease());
    if (claims.isEmpty() && !braked) {
      Cycle.quiet(state, handle, known, now);
    }
    return claims;
  }

  public PlannedBatch plan(List<Claim> claims) {
    return reconciler.plan(claims);
  }

  /**
   * @throws StoreException when nothing more could be stored, and so nothing more was sent
   */
  public AppliedBatch apply(PlannedBatch planned) {
    try {
      return applier.apply(planned);
    } catch (StoreException e) {
      giveBack(planned, e);
      throw e;
    }
  }

  /**
   * Nothing more was sent, so the claims need not wait until their lease lapses; of what was sent,
   * the next look finds the intents open.
   */
  private void giveBack(PlannedBatch planned, StoreException failure) {
    Instant later = clock.instant().plus(STORE_PAUSE);
    List<Ending> endings = new ArrayList<>();
    for (Work work : planned.works()) {
      endings.add(Ending.again(work.claim(), later));
    }
    try {
      state
          .store()
          .run(
              handle -> {
                fence.check(handle);
                state.inbox().end(handle, endings);
              });
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
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
