package io.leadloop.hubspot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * At most so many calls in any window of HubSpot's, wherever that begins and however long a call is
 * on its way. HubSpot counts a call when it arrives, which is some time between our sending it and
 * its answer: so a call counts from the moment when it leaves until a whole window after its
 * answer. Nothing else may use the same limit. Thread-safe.
 */
final class CallWindow {
  private final int callsMax;
  private final long lengthNanos;

  /** When those that still count were answered; guarded by this. */
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
   * Waits until one more call fits; {@link #leave} is to be called when it was answered, or failed.
   *
   * @return false when none would fit in time, or the thread was interrupted; then nothing is to be
   *     left
   */
  synchronized boolean enter(Duration waitMax) {
    if (callsMax == 0) {
      return true;
    }
    long giveUp = System.nanoTime() + waitMax.toNanos();
    while (true) {
      long now = System.nanoTime();
      while (!answeredNanos.isEmpty() && now - answeredNanos.getFirst() >= lengthNanos) {
        answeredNanos.removeFirst();
      }
      if (underWay + answeredNanos.size() < callsMax) {
        underWay++;
        return true;
      }
      long next = answeredNanos.isEmpty() ? giveUp : answeredNanos.getFirst() + lengthNanos;
      if (giveUp - now <= 0 || next - giveUp > 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, next - now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  synchronized void leave() {
    if (callsMax > 0) {
      underWay--;
      answeredNanos.addLast(System.nanoTime());
      notifyAll();
    }
  }
}
