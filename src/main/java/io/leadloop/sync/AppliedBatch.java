package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one round did, to be recorded.
 *
 * @param window how long it took at most from the read of a record to the answer to its write: an
 *     edit of the same field within that time is written over; zero when nothing was written
 */
public record AppliedBatch(List<Applied> applied, Duration window) {
  public static final AppliedBatch EMPTY = new AppliedBatch(List.of(), Duration.ZERO);

  public AppliedBatch {
    applied = List.copyOf(applied);
  }

  /**
   * One claim.
   *
   * @param work what was planned; a new link has its number by now
   * @param sent what was written, by side
   * @param notes each note that was to be added, and what became of it
   * @param heldBack why nothing was written although the plan asks for it; null for not held back
   */
  record Applied(
      Work work, Map<Side, Sent> sent, Map<Item, WriteOutcome> notes, @Nullable String heldBack) {}
}
