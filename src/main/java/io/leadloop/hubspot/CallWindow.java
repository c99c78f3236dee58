package io.leadloop.hubspot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * At most so many calls in any window of HubSpot's, wherever that begins and however long a call is
 * on its way. HubSpot counts a call when it arrives, which is some time between our sending it and
 * its answer: so a call counts from the moment when it leaves until a whole window after its answer
 * began. Nothing else may use the same limit. Thread-safe.
 */
final class CallWindow {
  private final int callsMax;
  private final long lengthNanos;

  /** When those that still count began to be answered; guarded by this. */
  private final Deque<Long> answeredNanos = new ArrayDeque<>();

  /** Guarded by this. */
  private int underWay;

  /**
   * @param callsMax 0 for no limit
   */
  CallWindow(int callsMax, Duration length) {
    this.callsMax = callsMax;
    this.lengthNanos = length.toNanos();
  }

  /**
   * Waits until one more call fits.
   *
   * @return null when none would fit in time, or the thread was interrupted
   */
  synchronized @Nullable Place enter(Duration waitMax) {
    if (callsMax == 0) {
      return new Place(false);
    }
    long giveUp = System.nanoTime() + waitMax.toNanos();
    while (true) {
      long now = System.nanoTime();
      while (!answeredNanos.isEmpty() && now - answeredNanos.getFirst() >= lengthNanos) {
        answeredNanos.removeFirst();
      }
      if (underWay + answeredNanos.size() < callsMax) {
        underWay++;
        return new Place(true);
      }
      long next = answeredNanos.isEmpty() ? giveUp : answeredNanos.getFirst() + lengthNanos;
      if (giveUp - now <= 0 || next - giveUp > 0) {
        return null;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, next - now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }

  private synchronized void answered() {
    underWay--;
    answeredNanos.addLast(System.nanoTime());
    notifyAll();
  }

  /** The place of one call that is on its way. */
  final class Place {
    private final AtomicBoolean onItsWay;

    private Place(boolean counted) {
      this.onItsWay = new AtomicBoolean(counted);
    }

    /**
     * The first byte of the answer is here, so the call had arrived; or it failed. What comes later
     * changes nothing.
     */
    void leave() {
      if (onItsWay.compareAndSet(true, false)) {
        answered();
      }
    }
  }
}
