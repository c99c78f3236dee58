package io.leadloop.sync;

import io.leadloop.plan.Caps;
import java.time.Duration;
import java.util.List;

/**
 * How one connection is run.
 *
 * @param connection its name; every row of the store carries it
 * @param keyField the Salesforce field with our external key: the id of the HubSpot contact
 * @param claimLimits how many links one round takes, by the order of the lanes
 * @param freshFor how long a row of a sweep may stand for a read of a side that is not written
 * @param overlap how far each sweep reaches back behind the last one
 * @param longOverlap how far the wider sweep reaches back, for what becomes visible late. A
 *     Salesforce transaction may run for 10 minutes after it stamped its records; the next wider
 *     sweep comes up to {@code longOverlapEvery} and one ordinary sweep later, when the cursor may
 *     stand at that moment: 10 + 5 + 1 minutes, and the time that a sweep takes
 * @param longOverlapEvery how often the wider sweep runs
 * @param departuresEvery how often deleted and merged records are looked for
 * @param retryFirst the pause before the first new try after a refusal; each further pause is four
 *     times as long
 * @param retryMost the longest pause
 * @param claimLease how long a claim holds when its process dies
 * @param freeMebibytesMin the room that must be left on the store's disk; 0 for none
 */
public record LoopSettings(
    String connection,
    String keyField,
    List<Integer> claimLimits,
    Duration freshFor,
    Duration overlap,
    Duration longOverlap,
    Duration longOverlapEvery,
    Duration departuresEvery,
    Duration retryFirst,
    Duration retryMost,
    Duration claimLease,
    Caps caps,
    long freeMebibytesMin) {

  public LoopSettings {
    claimLimits = List.copyOf(claimLimits);
  }

  /** The usual settings, without caps and whatever room is left. */
  public static LoopSettings usual(String connection) {
    return new LoopSettings(
        connection,
        "Leadloop_Key__c",
        List.of(200, 200, 200, 1_000),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(20),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        Duration.ofHours(6),
        Duration.ofMinutes(2),
        Caps.OFF,
        0);
  }

  /** How many links one round takes of a lane. */
  int limit(Lane lane) {
    return claimLimits.get(lane.number());
  }

  /**
   * How long rows of one sweep may wait for each other: half as long as they stand for a read,
   * since waiting longer would cost the reads that it saves.
   */
  Duration gatherFor() {
    return freshFor.dividedBy(2);
  }

  /** The pause before the next try. */
  Duration pause(int attempts) {
    Duration pause = retryFirst;
    for (int i = 1; i < attempts && pause.compareTo(retryMost) < 0; i++) {
      pause = pause.multipliedBy(4);
    }
    return pause.compareTo(retryMost) < 0 ? pause : retryMost;
  }
}
