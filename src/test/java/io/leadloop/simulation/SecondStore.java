package io.leadloop.simulation;

import io.leadloop.lead.Side;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Store;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * In the end somebody starts a second daemon on the same accounts, with a store of its own. Both
 * notice, stop, and write nothing more.
 */
final class SecondStore implements Hardship {
  private static final String STORE_ID = "5ec05ec0";
  private static final Duration LEASE = Duration.ofDays(1);
  private static final int EDITS = 6;
  private static final int ROUNDS_MAX = 20;

  private final World world;
  private final Supplier<State> second;
  private final boolean on;

  SecondStore(Tape tape, World world, Supplier<State> second) {
    this.world = world;
    this.second = second;
    this.on = Hardships.drawn(tape, name()) && tape.aside("second store at all", 2) == 1;
  }

  @Override
  public String name() {
    return "second store";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void strike() {}

  @Override
  public void check(Findings findings) {
    if (!world.remembered.links().isEmpty()) {
      meet(second.get(), findings);
    }
  }

  /** Gives an empty store its id: the same story has to be told each time. */
  static void name(Store store) {
    store.run(
        handle ->
            handle.execute(
                "insert into store_info (store_id, created_at) values (?, 0)", STORE_ID));
  }

  private void meet(State second, Findings findings) {
    Loop loop = started(second);
    for (int i = 0; i < EDITS; i++) {
      edit(i);
      both(loop, i % 2 == 0);
    }
    int before = world.writes();
    edit(EDITS);
    both(loop, true);
    findings.check(
        world.writes() == before,
        "P8 one writer",
        "two stores write the same accounts: %d writes".formatted(world.writes() - before));
    boolean secondStopped =
        second
            .store()
            .read(handle -> NamedState.FOREIGN_STORE.in(second.facts().known(handle)))
            .isPresent();
    findings.check(
        secondStopped && world.remembered.isStopped(NamedState.FOREIGN_STORE),
        "P8 one writer",
        "of two stores %s did not stop".formatted(secondStopped ? "the first" : "the second"));
  }

  private Loop started(State second) {
    Vendors vendors = world.daemon().vendors();
    second.store().run(handle -> Mode.LIVE.set(second.facts(), handle, world.clock.instant()));
    long epoch =
        second
            .store()
            .write(handle -> second.lease().take(handle, "second", world.clock.instant(), LEASE))
            .orElseThrow()
            .epoch();
    return new Loop(
        SimulatedRules.rules(world.lines(), world.deletesBoth(), world.reEngagement()),
        vendors.crms(),
        vendors.timeline(),
        second,
        LoopSettings.usual(second.connection()),
        epoch,
        world.clock);
  }

  /** Somebody edits everybody, in one system. */
  private void edit(int turn) {
    Side side = turn % 2 == 0 ? Side.HUBSPOT : Side.SALESFORCE;
    List<LinkRow> links = world.remembered.links();
    for (LinkRow link : links) {
      FakeRecord record = world.crm(side).of(link);
      if (record != null) {
        world.people.type(
            side, record, side == Side.HUBSPOT ? "phone" : "Phone", world.people.typing().fresh());
      }
    }
  }

  private void both(Loop second, boolean firstOneFirst) {
    if (firstOneFirst) {
      world.cycleOnce();
    }
    for (Side side : Side.values()) {
      second.sweep(side);
    }
    for (int rounds = 0; rounds < ROUNDS_MAX && second.round() > 0; rounds++) {
      world.clock.advance(Duration.ofMillis(1));
    }
    if (!firstOneFirst) {
      world.cycleOnce();
    }
    world.clock.advance(Duration.ofMinutes(1));
  }
}
