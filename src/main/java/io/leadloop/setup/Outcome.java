package io.leadloop.setup;

/**
 * What came of one step.
 *
 * @param refusal why it was not done; empty when it was
 */
public record Outcome(Step step, String refusal) {
  static Outcome done(Step step) {
    return new Outcome(step, "");
  }

  /** Whether it was done. */
  public boolean isDone() {
    return refusal.isEmpty();
  }
}
