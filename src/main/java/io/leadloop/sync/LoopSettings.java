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
 * @param sweeps how far and how often each side is looked at
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
    SweepTimes sweeps,
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
        SweepTimes.USUAL,
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

  /** The pause before the next try. */
  Duration pause(int attempts) {
    Duration pause = retryFirst;
    for (int i = 1; i < attempts && pause.compareTo(retryMost) < 0; i++) {
      pause = pause.multipliedBy(4);
    }
    return pause.compareTo(retryMost) < 0 ? pause : retryMost;
  }
}
