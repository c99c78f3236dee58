package io.leadloop.sandbox.hubspot.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Each change moves a record's modification time, which has whole milliseconds. */
public final class ModificationRule {
  private ModificationRule() {}

  /** The time of a change: now, but later than the record's last one. */
  public static Instant next(Instant last, Instant now) {
    Instant later = last.plusMillis(1);
    return now.isBefore(later) ? later : now;
  }

  /** Whether a write changes a value: the vendor takes null, unset and empty for the same. */
  public static boolean changes(@Nullable String before, String written) {
    return !written.equals(before == null ? "" : before);
  }
}
