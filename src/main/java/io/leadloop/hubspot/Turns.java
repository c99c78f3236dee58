package io.leadloop.hubspot;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one call through per period, and never two closer together than that. HubSpot counts over a
 * rolling window: a limiter with many permits per cycle lets twice as many through around the
 * border of two cycles, and even one permit per cycle lets a late call and the next early one come
 * at once, which is one search too many in a second. Thread-safe.
 */
final class Turns {
  private final @Nullable RateLimiter limiter;
  private final long periodNanos;

  /** When the last call left; guarded by this. */
  private long lastNanos;

  private Turns(@Nullable RateLimiter limiter, long periodNanos) {
    this.limiter = limiter;
    this.periodNanos = periodNanos;
    this.lastNanos = System.nanoTime() - periodNanos;
  }

  /**
   * @param period null for no limit
   */
  static Turns every(@Nullable Duration period, Duration waitMax) {
    if (period == null) {
      return new Turns(null, 0);
    }
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(period)
            .timeoutDuration(waitMax)
            .build();
    return new Turns(RateLimiter.of("hubspot", config), period.toNanos());
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
    return limiter == null || (limiter.acquirePermission() && keepDistance());
  }

  /** Less than a period: the limiter has admitted this call to its cycle already. */
  private synchronized boolean keepDistance() {
    long waitNanos = lastNanos + periodNanos - System.nanoTime();
    while (waitNanos > 0) {
      LockSupport.parkNanos(this, waitNanos);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      waitNanos = lastNanos + periodNanos - System.nanoTime();
    }
    lastNanos = System.nanoTime();
    return true;
  }
}
