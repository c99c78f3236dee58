package io.leadloop.sync;

import io.leadloop.store.Backlog;
import io.leadloop.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps a sweep from running far ahead of the rounds. What it saw stands for a read for some
 * seconds only and takes memory meanwhile: rows that wait longer were read in vain. One use for one
 * sweep, by one thread.
 *
 * <p>Where the rounds make no headway (the connection only watches, a vendor is down) the sweep
 * goes on without them.
 */
final class Headway {
  private static final int ROUNDS_AHEAD_MAX = 3;
  private static final Duration STANDSTILL_MAX = Duration.ofSeconds(10);
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final Store store;
  private final Backlog backlog;
  private final int aheadMax;
  private final int countedMax;
  private final InstantSource clock;
  private final BooleanSupplier stopped;
  private boolean alone;

  Headway(State state, LoopSettings settings, InstantSource clock, BooleanSupplier stopped) {
    this.store = state.store();
    this.backlog = state.backlog();
    this.aheadMax = ROUNDS_AHEAD_MAX * settings.limit(Lane.BACKFILL);
    // So that a count that falls is seen to fall.
    this.countedMax = 2 * aheadMax;
    this.clock = clock;
    this.stopped = stopped;
  }

  /**
   * Returns when few rows are due, when it is stopped, or when waiting has become idle.
   *
   * @param entered how many rows this sweep saw that were news; few of them are never too far ahead
   */
  void keep(int entered) {
    if (entered < aheadMax) {
      return;
    }
    long due = due();
    long movedAt = System.nanoTime();
    while (!alone && due >= aheadMax && !stopped.getAsBoolean()) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      long now = due();
      if (now < due) {
        movedAt = System.nanoTime();
      }
      due = now;
      alone =
          Thread.currentThread().isInterrupted()
              || System.nanoTime() - movedAt > STANDSTILL_MAX.toNanos();
    }
  }

  private long due() {
    return alone ? 0 : store.read(handle -> backlog.dueUpTo(handle, countedMax, clock.instant()));
  }
}
