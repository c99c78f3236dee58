package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Intent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write and what became of it.
 *
 * @param after what the record showed after the write; null unless it was accepted and could be
 *     read
 * @param evidence what others did to the written fields meanwhile
 */
record Sent(
    RecordWrite write,
    Intent intent,
    WriteOutcome outcome,
    @Nullable Snapshot after,
    Evidence evidence) {
  /** The same when its fate is open after all, whatever the vendor answered. */
  Sent unknown(String why) {
    return new Sent(write, intent, new WriteOutcome.Unknown(why), null, Evidence.NONE);
  }

  Sent readBack(Snapshot shown) {
    return new Sent(write, intent, outcome, shown, evidence);
  }

  /** The same with what was found of its record. */
  Sent with(Map<RecordKey, Evidence> found) {
    Evidence own = after == null ? null : found.get(after.key());
    return own == null ? this : new Sent(write, intent, outcome, after, own);
  }

  /**
   * Whether somebody may have edited meanwhile: before an update, or after a create whose answer
   * does not show what it became.
   */
  boolean needsEvidence() {
    return !intent.isCreate() || (!isAnswered() && after != null && !after.modifiedByUs());
  }

  /** The record's time after the write, as far as it is known. */
  Instant shownAt(Snapshot before) {
    return after == null ? before.modifiedAt() : after.modifiedAt();
  }

  /** What of an accepted write could not be done; null for nothing. */
  WriteOutcome.@Nullable Rejected leftUndone() {
    return outcome instanceof WriteOutcome.Accepted accepted ? accepted.leftUndone() : null;
  }

  /** Whether the vendor's own answer shows what the record became. */
  boolean isAnswered() {
    return outcome instanceof WriteOutcome.Accepted accepted && accepted.shown() != null;
  }
}
