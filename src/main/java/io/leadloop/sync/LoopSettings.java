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
 * @param longOverlap how far the wider sweep reaches back, for what becomes visible late
 * @param longOverlapEvery how often the wider sweep runs
 * @param massFrom how many rows of one sweep make it a mass change, which gives way to people's
 *     edits
 * @param retryFirst the pause before the first new try after a refusal; each further pause is four
 *     times as long
 * @param retryMost the longest pause
 * @param claimLease how long a claim holds when its process dies
 */
public record LoopSettings(
    String connection,
    String keyField,
    List<Integer> claimLimits,
    Duration freshFor,
    Duration overlap,
    Duration longOverlap,
    Duration longOverlapEvery,
    int massFrom,
    Duration retryFirst,
    Duration retryMost,
    Duration claimLease,
    Caps caps) {

  public LoopSettings {
    claimLimits = List.copyOf(claimLimits);
  }

  /** The usual settings, without caps. */
  public static LoopSettings usual(String connection) {
    return new LoopSettings(
        connection,
        "Leadloop_Key__c",
        List.of(200, 200, 200, 1_000),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(15),
        Duration.ofMinutes(5),
        200,
        Duration.ofMinutes(1),
        Duration.ofHours(6),
        Duration.ofMinutes(2),
        Caps.OFF);
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
