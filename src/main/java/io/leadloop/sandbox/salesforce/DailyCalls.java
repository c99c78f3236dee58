package io.leadloop.sandbox.salesforce;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts calls over a rolling 24 hours, to the minute, as the vendor's daily limit does.
 * Thread-safe.
 */
final class DailyCalls {
  private static final long MINUTES_A_DAY = 24 * 60;

  private static final class Minute {
    final long number;
    long calls;

    Minute(long number) {
      this.number = number;
    }
  }

  private final InstantSource clock;
  private final long callsMax;
  private final boolean limited;
  private final Deque<Minute> minutes = new ArrayDeque<>();
  private long used;

  DailyCalls(InstantSource clock, long callsMax, boolean limited) {
    this.clock = clock;
    this.callsMax = callsMax;
    this.limited = limited;
  }

  /** Counts one call; false when the limit refuses it, which is not counted. */
  synchronized boolean take() {
    long now = forget();
    if (limited && used >= callsMax) {
      return false;
    }
    Minute last = minutes.peekLast();
    if (last == null || last.number != now) {
      last = new Minute(now);
      minutes.addLast(last);
    }
    last.calls++;
    used++;
    return true;
  }

  synchronized long used() {
    forget();
    return used;
  }

  long max() {
    return callsMax;
  }

  /** What {@code Sforce-Limit-Info} says. */
  String told() {
    return "api-usage=" + used() + "/" + callsMax;
  }

  private long forget() {
    long now = clock.instant().getEpochSecond() / 60;
    Minute first = minutes.peekFirst();
    while (first != null && first.number <= now - MINUTES_A_DAY) {
      used -= first.calls;
      minutes.removeFirst();
      first = minutes.peekFirst();
    }
    return now;
  }
}
