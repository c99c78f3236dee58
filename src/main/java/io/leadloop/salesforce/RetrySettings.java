package io.leadloop.salesforce;

import java.time.Duration;

/**
 * What happens when Salesforce fails.
 *
 * @param attemptsMax how often a call that only reads is made at most
 * @param pause before the second attempt; doubles, and half of it is random
 * @param callsWatched how many of the last calls the circuit breaker looks at
 * @param failedPercentMax share of failed calls from which on no calls are made for a while
 * @param openFor how long no calls are made then
 */
public record RetrySettings(
    int attemptsMax, Duration pause, int callsWatched, int failedPercentMax, Duration openFor) {
  public static final RetrySettings DEFAULT =
      new RetrySettings(3, Duration.ofMillis(500), 20, 50, Duration.ofSeconds(30));
}
