package io.leadloop.hubspot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one call through per period. HubSpot counts over a rolling window: a limiter with many
 * permits per cycle lets twice as many through around the border of two cycles.
 *
 * <p>Turns that nobody took may be saved, a few of them: a sweep or a round that stored its results
 * for a moment makes up for it. In any window go as many calls as it has periods, one more, and
 * those that were saved; {@link CallWindow} sees to it that they are not too many. Thread-safe.
 */
final class Turns {
  private final long periodNanos;
  private final int savedMax;
  private final long waitNanosMax;

  /** When the next turn is due, or was; guarded by this. */
  private long nextNanos;

  private Turns(long periodNanos, int savedMax, long waitNanosMax) {
    this.periodNanos = periodNanos;
    this.savedMax = savedMax;
    this.waitNanosMax = waitNanosMax;
    // A process before this one may have used what would be saved by now.
    this.nextNanos = System.nanoTime();
  }

  static Turns unlimited() {
    return new Turns(0, 0, 0);
  }

  /**
   * @param savedMax how many turns that nobody took may be taken later, at once
   * @param waitMax how long a call waits for its turn at most
   */
  static Turns every(Duration period, int savedMax, Duration waitMax) {
    return new Turns(period.toNanos(), savedMax, waitMax.toNanos());
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
    if (periodNanos == 0) {
      return true;
    }
    long turn;
    synchronized (this) {
      long now = System.nanoTime();
      long eldest = now - savedMax * periodNanos;
      turn = nextNanos - eldest > 0 ? nextNanos : eldest;
      if (turn - now > waitNanosMax) {
        return false;
      }
      nextNanos = turn + periodNanos;
    }
    return restUntil(turn);
  }

  private boolean restUntil(long nanos) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
      LockSupport.parkNanos(this, wait);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return true;
  }
}
