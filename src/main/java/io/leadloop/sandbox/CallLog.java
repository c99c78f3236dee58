package io.leadloop.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest calls of one port, oldest first; the oldest fall out when it is full. Thread-safe. */
public final class CallLog {
  /** How many calls a log keeps when nothing else is said. */
  public static final int CALLS_MAX = 200_000;

  private final int callsMax;
  private final Deque<Call> calls = new ArrayDeque<>();
  private long lastNumber;

  /** A log of {@link #CALLS_MAX} calls. */
  public CallLog() {
    this(CALLS_MAX);
  }

  /** A log of {@code callsMax} calls. */
  public CallLog(int callsMax) {
    this.callsMax = callsMax;
  }

  /** Adds a call under the next number and returns it. */
  public synchronized Call append(Instant at, String method, String path, int status, int records) {
    Call call = new Call(++lastNumber, at, method, path, status, records);
    if (calls.size() >= callsMax) {
      calls.removeFirst();
    }
    calls.addLast(call);
    return call;
  }

  /** The calls with a number greater than {@code number}, oldest first; {@code since(0)} is all. */
  public synchronized List<Call> since(long number) {
    List<Call> newer = new ArrayList<>();
    Iterator<Call> newestFirst = calls.descendingIterator();
    while (newestFirst.hasNext()) {
      Call call = newestFirst.next();
      if (call.number() <= number) {
        break;
      }
      newer.add(call);
    }
    Collections.reverse(newer);
    return List.copyOf(newer);
  }

  /** Forgets all calls; numbers go on. */
  public synchronized void clear() {
    calls.clear();
  }
}
