package io.leadloop.simulation;

import io.leadloop.app.Notices;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.ops.Office;
import io.leadloop.store.Claim;
import io.leadloop.store.KnownFacts;
import io.leadloop.store.Lease;
import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import io.leadloop.sync.AppliedBatch;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.PlannedBatch;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Timelines;
import io.leadloop.sync.Vendors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The process around the real loop: it may die at any point and begins anew on the same store, or
 * freeze and wake up when another has taken its place.
 */
final class FakeDaemon {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration RESTORE = Duration.ofMinutes(10);

  private final World world;
  private final Store store;
  private final State state;
  private final LoopSettings settings;
  private final InstantSource ourClock;
  private final Freezes freezes;
  private final List<String> broken = new ArrayList<>();
  private final Vendors vendors;
  private FakeConfiguration wanted;
  private FakeConfiguration inForce;
  private boolean configured;
  private Loop loop;
  private long epoch;
  private @Nullable ConnectionCopy copy;

  private final Set<RecordKey> forgotWrites = new HashSet<>();

  FakeDaemon(World world, Store store, State state, String connection, InstantSource ourClock) {
    this.world = world;
    this.store = store;
    this.state = state;
    this.settings = world.hardships().massChanges().settings(connection);
    this.ourClock = ourClock;
    this.vendors =
        new Vendors(
            Map.of(Side.HUBSPOT, world.hubspot, Side.SALESFORCE, world.salesforce),
            new Timelines(
                Map.of(Side.HUBSPOT, world.hubspot, Side.SALESFORCE, world.salesforce.tasks())),
            () -> {});
    this.wanted = new FakeConfiguration(world.lines(), world.deletesBoth(), world.reEngagement());
    this.inForce = wanted;
    this.freezes = new Freezes(world, this::restart, broken);
    this.loop = start();
  }

  /** A new process on the same store; it stands by as long as the lease of the last one holds. */
  private Loop start() {
    boolean working = world.hardships().disk().isWorking();
    world.hardships().disk().working(false);
    Optional<Lease.Held> held = Optional.empty();
    while (held.isEmpty()) {
      world.clock.advance(LEASE.plusSeconds(1));
      held =
          store.write(
              handle -> state.lease().take(handle, "simulation", ourClock.instant(), LEASE));
    }
    epoch = held.get().epoch();
    if (configured) {
      // What rests is known from the process before.
      wanted = wanted.under(Drift.known(store.read(state.facts()::known)));
      Notices.config(state, ourClock, wanted.config());
    }
    inForce = wanted;
    Loop started = made();
    world.hardships().disk().working(working);
    return started;
  }

  private Loop made() {
    Rules rules = inForce.rules();
    world.hubspot.schema().asks(rules);
    world.salesforce.schema().asks(rules);
    world.hubspot.quota().startOver(ourClock);
    world.salesforce.quota().startOver(ourClock);
    return new Loop(rules, vendors.crms(), vendors.timeline(), state, settings, epoch, ourClock);
  }

  /** Another process in the place of this one. */
  void restart() {
    loop = start();
  }

  /** The processes in whose place this one is. */
  Freezes freezes() {
    return freezes;
  }

  Vendors vendors() {
    return vendors;
  }

  /** Who answers commands. */
  Office office() {
    return new Office(inForce.rules(), state, vendors, settings, ourClock);
  }

  /** An admin changes the files: other lines are in force from the next round on. */
  void configure(List<FieldRule> lines) {
    configured = true;
    wanted = wanted.lines(lines);
  }

  /** Looks whether both sides have the fields that are needed; what they lack rests. */
  void lookAtFields() {
    configured = true;
    List<Drift.Entry> entries = new ArrayList<>();
    for (Side side : Side.values()) {
      entries.addAll(world.crm(side).schema().drift(wanted.lines()));
    }
    wanted = wanted.under(new Drift(entries));
    guarded(
        "to look at the fields",
        () -> {
          takeOver();
          return true;
        });
  }

  /** Between two rounds; where the store stands in the way it is done again before the next one. */
  private void takeOver() {
    if (configured && !wanted.equals(inForce)) {
      FakeConfiguration before = inForce;
      inForce = wanted;
      try {
        Notices.config(state, ourClock, wanted.config());
        loop = made();
        Notices.drift(state, ourClock, wanted.drift());
      } catch (StoreException e) {
        inForce = before;
        throw e;
      }
    }
  }

  /** One sweep; or what the vendor announced is taken in where nobody sweeps. */
  void sweep(Side side) {
    guarded("to sweep " + side.label(), () -> look(loop, side));
  }

  private int look(Loop mine, Side side) {
    return world.events().insteadOfSweeps() ? take(side) : mine.sweep(side);
  }

  /** An event is what {@code leadloop retry} of a record is: a key in the inbox. */
  private int take(Side side) {
    List<RecordKey> keys = world.events().arriving(side, world.isFaulty());
    List<String> subjects = keys.stream().map(RecordKey::text).distinct().toList();
    world.crash("before it takes events in");
    store.run(
        handle -> state.inbox().wake(handle, subjects, Lane.LIVE.number(), ourClock.instant()));
    world.crash("before it says that it took events in");
    world.events().taken(keys, world.isFaulty());
    return subjects.size();
  }

  /** One round; whether there was anything to do, or it failed. */
  boolean round() {
    return guarded("a round", this::roundOnce);
  }

  @FunctionalInterface
  interface Step {
    Object run();
  }

  /** Does a step of this process, which may die in it; whether there was anything to do. */
  boolean guarded(String what, Step step) {
    world.story().step();
    world.hardships().disk().working(true);
    try {
      return !Boolean.FALSE.equals(step.run());
    } catch (StoreException e) {
      if (!FakeDisk.failed(e) && !freezes.explain(e)) {
        throw e;
      }
      world.tell("the daemon puts off " + what + ": " + e.code());
      return true;
    } catch (Crash crash) {
      world.hardships().disk().working(false);
      world.tell("the daemon is killed " + crash.getMessage());
      loop = start();
      return true;
    } catch (CrmException e) {
      world.tell("the daemon puts off " + what + ": " + e.code());
      return true;
    } finally {
      world.hardships().disk().working(false);
      freezes.stoodStill();
    }
  }

  private boolean roundOnce() {
    takeOver();
    Loop mine = loop;
    List<Claim> claims = mine.claim();
    if (claims.isEmpty()) {
      return false;
    }
    world.tell("the loop takes up " + claims.stream().map(Claim::subject).toList());
    world.crash("after its claim");
    boolean swept = meanwhile(mine);
    if (freezes.at("after its claim", () -> mine.record(mine.apply(mine.plan(claims))))) {
      return true;
    }
    PlannedBatch planned = mine.plan(claims);
    world.crash("after its plan");
    swept |= meanwhile(mine);
    if (freezes.at("after its plan", () -> mine.record(mine.apply(planned)))) {
      return true;
    }
    int before = world.hardships().massChanges().writes();
    AppliedBatch applied = mine.apply(planned);
    world.hardships().massChanges().look(before);
    world.crash("after its writes");
    swept |= meanwhile(mine);
    if (freezes.at("after its writes", () -> mine.record(applied))) {
      return true;
    }
    if (swept) {
      recordAndKeep(mine, claims, applied);
    } else {
      mine.record(applied);
    }
    world.crash("after its record");
    return true;
  }

  /** What a sweep brought in while the round was under way must still be due after it. */
  private void recordAndKeep(Loop mine, List<Claim> claims, AppliedBatch applied) {
    Map<String, Long> rows = rows();
    mine.record(applied);
    Map<String, Long> after = rows();
    for (Claim claim : claims) {
      boolean moved = rows.getOrDefault(claim.subject(), claim.seq()) != claim.seq();
      if (moved && !after.containsKey(claim.subject())) {
        broken.add("P7 nothing is lost: what came in for " + claim.subject() + " is gone");
      }
    }
  }

  private Map<String, Long> rows() {
    return store.read(
        handle ->
            handle
                .createQuery("select subject, seq from inbox where connection = :connection")
                .bind("connection", settings.connection())
                .reduceRows(
                    new HashMap<String, Long>(),
                    (rows, row) -> {
                      rows.put(
                          row.getColumn("subject", String.class), row.getColumn("seq", Long.class));
                      return rows;
                    }));
  }

  /** Sweeps run beside the loop; whether one did. */
  private boolean meanwhile(Loop mine) {
    Side side = world.sweepsMeanwhile();
    if (side == null) {
      return false;
    }
    try {
      look(mine, side);
    } catch (CrmException e) {
      world.tell("the daemon puts off to sweep " + side.label() + ": " + e.code());
    }
    return true;
  }

  /** Keeps a copy of all that the store holds. */
  void backUp() {
    world.tell("somebody backs the store up");
    ConnectionCopy last = copy;
    copy = last == null ? ConnectionCopy.of(store, settings.connection()) : last.again(store);
  }

  /** Somebody stops every process, puts the last copy in the place of the store, and starts one. */
  void putBack() {
    ConnectionCopy old = copy;
    if (old != null) {
      world.injected("somebody puts back the store that was backed up");
      world.story().keepJournal();
      forgotWrites.addAll(world.remembered.openTargets());
      freezes.killed();
      // Longer than any index lags.
      world.clock.advance(RESTORE);
      old.putBack(store);
      loop = start();
    }
  }

  /**
   * Whether a write to this record was under way when an old store was put back: what it wrote over
   * nobody tells any more.
   */
  boolean forgotWrites(RecordKey record) {
    return forgotWrites.contains(record);
  }

  /**
   * An admin lets the connection go on where it stopped: {@code leadloop resume}. Whether it had.
   */
  boolean resume() {
    KnownFacts known = store.read(state.facts()::known);
    boolean stopped =
        Arrays.stream(NamedState.values())
            .anyMatch(one -> one.stops() && one.in(known).isPresent());
    if (stopped) {
      world.tell("an admin lets the connection go on");
      world.hardships().massChanges().resumed();
      office().answer("resume", "");
    }
    return stopped;
  }

  /** What was seen to go wrong on the way, each under the promise that it breaks. */
  List<String> broken() {
    return broken;
  }
}
