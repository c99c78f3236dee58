package io.leadloop.simulation;

import java.util.List;

/** The hardships of one history, each drawn for itself; most histories have none, or one. */
final class Hardships {
  private static final int ONE_IN = 10;
  private static final int STRIKES = 8;
  private static final String WANTED = System.getProperty("sim.hardship", "");

  private final Tape tape;
  private final List<Hardship> on;

  Hardships(Tape tape, List<Hardship> all) {
    this.tape = tape;
    this.on = all.stream().filter(Hardship::isOn).toList();
  }

  /** Whether a history has a hardship; with {@code -Dsim.hardship=NAME} each has this one. */
  static boolean drawn(Tape tape, String name) {
    return tape.onceIn(name, ONE_IN) || WANTED.equals(name);
  }

  /**
   * Lets some of them happen.
   *
   * @param sparingEdits whether people count on every edit
   */
  void step(boolean sparingEdits) {
    for (Hardship one : on) {
      if ((!sparingEdits || one.sparesEdits()) && tape.onceIn(one.name() + " strikes", STRIKES)) {
        one.strike();
      }
    }
  }

  void end() {
    on.forEach(Hardship::end);
  }

  void begin() {
    on.forEach(Hardship::begin);
  }

  void check(Findings findings) {
    on.forEach(one -> one.check(findings));
  }
}
