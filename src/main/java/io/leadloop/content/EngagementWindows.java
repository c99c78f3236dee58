package io.leadloop.content;

import java.time.Duration;

/**
 * How long a signal counts.
 *
 * @param hot a form sent within this time makes a lead hot
 * @param warm any signal within this time makes it warm
 * @param engaged any signal within this time makes it engaged; older ones make it quiet
 */
public record EngagementWindows(Duration hot, Duration warm, Duration engaged) {
  public static final EngagementWindows USUAL =
      new EngagementWindows(Duration.ofDays(3), Duration.ofDays(14), Duration.ofDays(60));
}
