package io.leadloop.sandbox.hubspot.rules;

import java.time.Instant;
import java.util.function.LongUnaryOperator;

/**
 * Search shows each change only after a lag of its own, so changes come in out of order; an older
 * state never takes the place of a newer one.
 */
public final class IndexRule {
  private IndexRule() {}

  /**
   * How long a change stays hidden: between half and all of the most.
   *
   * @param maxMillis 0 for no lag
   * @param chance gives a number from 0 to one less than what it is given
   */
  public static long lagMillis(long maxMillis, LongUnaryOperator chance) {
    return maxMillis == 0 ? 0 : maxMillis / 2 + chance.applyAsLong(maxMillis - maxMillis / 2 + 1);
  }

  /** Whether a state that comes into the index takes the place of the one that it shows. */
  public static boolean replaces(Instant shownModifiedAt, Instant comingModifiedAt) {
    return !shownModifiedAt.isAfter(comingModifiedAt);
  }
}
