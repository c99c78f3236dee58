package io.leadloop.sandbox.hubspot.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact's lifecycle stage only moves forward. A write that would move it back answers success
 * and is ignored; to go back, the stage is cleared by one request and set by a second.
 */
public final class LifecycleRule {
  /** The property of the stage. */
  public static final String PROPERTY = "lifecyclestage";

  private LifecycleRule() {}

  /**
   * Whether the vendor keeps the stage as it is.
   *
   * @param stages in the order of their advance
   * @param from the stage before; null when there is none
   * @param to the stage that is written; empty clears
   */
  public static boolean ignores(List<String> stages, @Nullable String from, String to) {
    return from != null && !to.isEmpty() && stages.indexOf(to) < stages.indexOf(from);
  }

  /** The further of two stages; what is null is no stage. */
  public static @Nullable String further(
      List<String> stages, @Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return stages.indexOf(other) > stages.indexOf(one) ? other : one;
  }
}
