package io.leadloop.sandbox.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many calls in any window of so long. A refused call does not count. Thread-safe. */
final class RollingWindow {
  private final int callsMax;
  private final Duration length;
  private final Deque<Instant> calls = new ArrayDeque<>();

  RollingWindow(int callsMax, Duration length) {
    this.callsMax = callsMax;
    this.length = length;
  }

  int callsMax() {
    return callsMax;
  }

  Duration length() {
    return length;
  }

  /** Takes a call; returns how many more fit now, or -1 when this one does not. */
  synchronized int take(Instant now) {
    while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minus(length))) {
      calls.removeFirst();
    }
    if (calls.size() >= callsMax) {
      return -1;
    }
    calls.addLast(now);
    return callsMax - calls.size();
  }

  synchronized void reset() {
    calls.clear();
  }
}
