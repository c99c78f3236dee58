package io.leadloop.sync;

import io.leadloop.lead.Side;

/** Takes a note of every call to a vendor. */
@FunctionalInterface
public interface CallLog {
  /**
   * @param operation the same short word for the same kind of call: {@code search}, {@code
   *     batch-read}, {@code composite}
   * @param outcome {@code ok}, {@code rejected}, {@code limited}, {@code failed} or {@code unknown}
   */
  void called(Side side, String operation, Lane lane, String outcome);

  /**
   * The vendor said how many calls of this day are left.
   *
   * @param max how many a day has; of Salesforce, the last 24 hours of all programs together
   */
  default void left(Side side, long left, long max) {}

  /** Tells two at once. */
  static CallLog both(CallLog one, CallLog other) {
    return new CallLog() {
      @Override
      public void called(Side side, String operation, Lane lane, String outcome) {
        one.called(side, operation, lane, outcome);
        other.called(side, operation, lane, outcome);
      }

      @Override
      public void left(Side side, long left, long max) {
        one.left(side, left, max);
        other.left(side, left, max);
      }
    };
  }
}
