package io.leadloop.simulation;

import io.leadloop.plan.Brakes;
import io.leadloop.plan.Caps;
import io.leadloop.plan.Limit;
import io.leadloop.plan.Volume;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.NamedState;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Brakes that a handful of people are a mass for, and an admin who lets the connection go on. */
final class MassChanges implements Hardship {
  private static final Duration SURELY_AN_HOUR = Duration.ofMinutes(59);

  private final Tape tape;
  private final World world;
  private final boolean on;
  private final Brakes brakes;
  private final Volume perHour;
  private final Instant begun;
  private boolean resumed;

  /**
   * @param possible whether it may happen here: an old store does not know what was written since
   */
  MassChanges(Tape tape, World world, boolean possible) {
    this.tape = tape;
    this.world = world;
    this.begun = world.clock.instant();
    this.on = Hardships.drawn(tape, name()) && possible;
    this.brakes =
        on
            ? new Brakes(
                limit("creates", 3),
                limit("changes", 6),
                limit("clears", 2),
                limit("unlinks", 2),
                limit("deletes", 2),
                0)
            : Brakes.OFF;
    this.perHour = on ? deletes(tape.aside("cap of deletions", 3)) : Caps.OFF.perHour();
  }

  /** What may be deleted within an hour; 0 for as much as there is. */
  private static Volume deletes(int cap) {
    return cap == 0 ? Caps.OFF.perHour() : new Volume(-1, -1, -1, -1, cap);
  }

  private Limit limit(String what, int most) {
    return new Limit(1 + tape.aside("brake of " + what, most), -1);
  }

  @Override
  public String name() {
    return "brakes";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  /** The usual settings, with these brakes, and perhaps a cap on deletions. */
  LoopSettings settings(String connection) {
    LoopSettings usual = LoopSettings.usual(connection);
    return new LoopSettings(
        usual.connection(),
        usual.keyField(),
        usual.claimLimits(),
        world.hardships().goneForGood().times(usual.sweeps()),
        usual.retryFirst(),
        usual.retryMost(),
        usual.claimLease(),
        new Caps(perHour, brakes),
        usual.freeMebibytesMin());
  }

  @Override
  public void strike() {
    if (tape.aside("goes on", 3) == 2) {
      world.daemon().guarded("to go on", () -> world.daemon().resume());
    }
  }

  /** An admin let the connection go on, so that more may be written now. */
  void resumed() {
    resumed = true;
  }

  /**
   * What a round wrote while it was stopped, or what all of them wrote that nobody confirmed.
   *
   * @param before {@link #writes} before the round
   */
  void look(int before) {
    int writes = writes() - before;
    if (writes > 0 && world.remembered.isStopped(NamedState.BRAKED)) {
      broken(writes + " writes of a connection that a brake stopped");
    }
    // Within the first hour, as long as nobody let it go on, nothing else is counted away.
    if (on && !resumed && isWithinTheHour()) {
      int creates = world.hubspot.writer().creates() + world.salesforce.writer().creates();
      int changes = world.hubspot.writer().changes() + world.salesforce.writer().changes();
      if (creates > brakes.creates().atMost() || changes > brakes.changes().atMost()) {
        broken(
            "%d creates and %d changes within the hour, with %s"
                .formatted(creates, changes, brakes));
      }
    }
  }

  /** What was written into records, but for what no brake stops. */
  int writes() {
    return Stream.of(world.hubspot, world.salesforce)
        .map(FakeCrm::writer)
        .mapToInt(writer -> writer.creates() + writer.changes())
        .sum();
  }

  /** Whether this history is younger than an hour, by every clock. */
  private boolean isWithinTheHour() {
    return !world.clockWasSet() && world.clock.instant().isBefore(begun.plus(SURELY_AN_HOUR));
  }

  private void broken(String what) {
    world.daemon().broken().add("brakes hold: " + what);
  }
}
