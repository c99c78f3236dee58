package io.leadloop.sync;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far and how often a side is looked at.
 *
 * @param freshFor how long a row of a sweep may stand for a read of a side that is not written
 * @param overlap how far each sweep reaches back behind the last one
 * @param longOverlap how far the wider sweep reaches back, for what becomes visible late. A
 *     Salesforce transaction may run for 10 minutes after it stamped its records; the next wider
 *     sweep comes up to {@code longOverlapEvery} and one ordinary sweep later, when the cursor may
 *     stand at that moment: 10 + 5 + 1 minutes, and the time that a sweep takes
 * @param longOverlapEvery how often the wider sweep runs
 * @param departuresEvery how often deleted and merged records are looked for
 * @param rollCall in what time all linked records are asked for by their ids; null for never
 */
public record SweepTimes(
    Duration freshFor,
    Duration overlap,
    Duration longOverlap,
    Duration longOverlapEvery,
    Duration departuresEvery,
    @Nullable Duration rollCall) {
  static final SweepTimes USUAL =
      new SweepTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofMinutes(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofDays(7));

  /**
   * How long rows of one sweep may wait for each other: half as long as they stand for a read,
   * since waiting longer would cost the reads that it saves.
   */
  Duration gatherFor() {
    return freshFor.dividedBy(2);
  }
}
