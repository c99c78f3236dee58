package io.leadloop.sync;

import java.util.List;

/**
 * What one round would do; nothing is written yet.
 *
 * @param works one for each claim of the round
 */
public record PlannedBatch(List<Work> works) {
  public static final PlannedBatch EMPTY = new PlannedBatch(List.of());

  public PlannedBatch {
    works = List.copyOf(works);
  }
}
