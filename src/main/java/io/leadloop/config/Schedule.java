package io.leadloop.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When what is looked at.
 *
 * @param sweepEvery between two sweeps of a side
 * @param overlap how far each sweep reaches back over the last one, for changes that the vendor
 *     shows late
 * @param longOverlap how far the rarer, longer one reaches back
 * @param longOverlapEvery between two of the longer ones
 * @param departuresEvery between two looks for deleted and merged records
 * @param rollCall in what time all linked records are asked for by their ids; null for never
 * @param syncEvery between two looks into the inbox
 * @param freshFor how long what a sweep saw serves as the other side's state
 * @param configEvery between two looks at the files of the configuration
 * @param schemaEvery between two looks at the fields of both accounts
 */
public record Schedule(
    Duration sweepEvery,
    Duration overlap,
    Duration longOverlap,
    Duration longOverlapEvery,
    Duration departuresEvery,
    @Nullable Duration rollCall,
    Duration syncEvery,
    Duration freshFor,
    Duration configEvery,
    Duration schemaEvery) {

  /** The same with another time between two sweeps. */
  public Schedule sweepEvery(Duration other) {
    return new Schedule(
        other,
        overlap,
        longOverlap,
        longOverlapEvery,
        departuresEvery,
        rollCall,
        syncEvery,
        freshFor,
        configEvery,
        schemaEvery);
  }
}
