package io.leadloop.hubspot;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets one call through per period. The period is that of a single call on purpose: HubSpot counts
 * over a rolling window, and a limiter with many permits per cycle lets twice as many through
 * around the border of two cycles. Thread-safe.
 */
final class Turns {
  private final @Nullable RateLimiter limiter;

  private Turns(@Nullable RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * @param period null for no limit
   */
  static Turns every(@Nullable Duration period, Duration waitMax) {
    if (period == null) {
      return new Turns(null);
    }
    return new Turns(
        RateLimiter.of(
            "hubspot",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(period)
                .timeoutDuration(waitMax)
                .build()));
  }

  /**
   * Waits for the next turn.
   *
   * @return false when it would not come in time, or the thread was interrupted
   */
  boolean await() {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    return limiter == null || limiter.acquirePermission();
  }
}
