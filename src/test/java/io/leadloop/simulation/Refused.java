package io.leadloop.simulation;

import io.leadloop.sync.WriteOutcome;

/** A vendor does not take a change; nothing of it is stored. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient WriteOutcome outcome;

  Refused(WriteOutcome outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  /** For good, as the vendor words it. */
  static Refused because(String code, String message) {
    return new Refused(new WriteOutcome.Rejected(code, message, false));
  }

  WriteOutcome outcome() {
    return outcome;
  }
}
