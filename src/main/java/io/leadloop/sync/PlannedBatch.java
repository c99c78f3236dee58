package io.leadloop.sync;

import java.time.Instant;
import java.util.List;

/**
 * What one round would do; nothing is written yet.
 *
 * @param works one for each claim of the round
 * @param readAt when the records were read that it rests on
 */
public record PlannedBatch(List<Work> works, Instant readAt) {
  public static final PlannedBatch EMPTY = new PlannedBatch(List.of(), Instant.EPOCH);

  public PlannedBatch {
    works = List.copyOf(works);
  }
}
