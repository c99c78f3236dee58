package io.leadloop.simulation;

import io.leadloop.lead.Side;

/** The vendors let only so many calls through in a day, and others use them up too. */
final class SpentDays implements Hardship {
  private static final int CALLS = 60;
  private static final int PLENTY = 1_000_000;

  private final Tape tape;
  private final World world;
  private final boolean on;

  SpentDays(Tape tape, World world) {
    this.tape = tape;
    this.world = world;
    this.on = Hardships.drawn(tape, name());
    begin();
  }

  @Override
  public String name() {
    return "quota";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public void strike() {
    FakeQuota quota =
        world.crm(tape.aside("whose day", 2) == 0 ? Side.HUBSPOT : Side.SALESFORCE).quota();
    if (tape.aside("new day", 3) == 1) {
      world.tell("a new day of calls begins");
      quota.newDay();
    } else {
      int calls = tape.aside("calls of others", CALLS);
      world.injected("others use up %d calls".formatted(calls));
      quota.use(calls);
    }
  }

  @Override
  public void begin() {
    limit(CALLS);
  }

  /** A day of plenty begins; whoever stopped goes on by itself. */
  @Override
  public void end() {
    limit(PLENTY);
  }

  private void limit(int calls) {
    if (on) {
      for (Side side : Side.values()) {
        world.crm(side).quota().limit(calls);
      }
    }
  }

  @Override
  public void check(Findings findings) {
    for (Side side : Side.values()) {
      String broken = world.crm(side).quota().broken();
      findings.check(broken.isEmpty(), "stops early", side.label() + ": " + broken);
    }
  }
}
