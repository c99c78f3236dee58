package io.leadloop.salesforce;

import java.time.Duration;

/**
 * How long one call may take.
 *
 * @param connect until the connection stands
 * @param request until the whole answer is here; Salesforce itself gives up after ten minutes
 * @param idle without a byte in either direction. The component's own 10 seconds would cut off
 *     writes that Salesforce then commits
 */
public record Timeouts(Duration connect, Duration request, Duration idle) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(120), Duration.ofSeconds(120));
}
