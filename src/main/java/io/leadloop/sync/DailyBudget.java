package io.leadloop.sync;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps the calls of one vendor within those of its day: a first load stops early, what people wait
 * for stops last, and all of it goes on by itself when the vendor says that there are calls again.
 * Nothing is lost meanwhile, because what is to be done follows from what both sides show.
 * Thread-safe.
 */
public final class DailyBudget {
  /** Others use the account too, and its day ends at a time that nobody tells us. */
  private static final Duration BELIEVED = Duration.ofMinutes(10);

  private static final Duration SPENT_PAUSE = Duration.ofSeconds(30);
  private static final int WHOLE = 100;

  private final LongSupplier nanos;
  private long left;
  private long max;
  private long saidNanos;
  private boolean said;
  private long spentNanos;
  private boolean spent;

  public DailyBudget() {
    this(System::nanoTime);
  }

  /**
   * @param nanos a clock that nobody can set
   */
  DailyBudget(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The vendor says how many calls of the day are left, of how many. */
  public synchronized void left(long callsLeft, long callsMax) {
    left = callsLeft;
    max = callsMax;
    said = callsMax > 0;
    saidNanos = nanos.getAsLong();
  }

  /** The vendor refused a call because there are none left. */
  public synchronized void spent() {
    spent = true;
    spentNanos = nanos.getAsLong();
  }

  /** Whether a call of this lane may be made now. */
  public synchronized boolean lets(Lane lane) {
    long now = nanos.getAsLong();
    spent &= now - spentNanos < SPENT_PAUSE.toNanos();
    said &= now - saidNanos < BELIEVED.toNanos();
    OptionalLong used = usedPercent();
    return !spent && (used.isEmpty() || used.getAsLong() < percentMax(lane));
  }

  /** In words, for whoever looks why it stands still. */
  public synchronized String why() {
    OptionalLong used = usedPercent();
    return spent || used.isEmpty()
        ? "the calls of this day are spent"
        : "%d %% of the calls of this day are used (%d of %d left)"
            .formatted(used.getAsLong(), left, max);
  }

  private OptionalLong usedPercent() {
    return said ? OptionalLong.of((max - left) * WHOLE / max) : OptionalLong.empty();
  }

  private static long percentMax(Lane lane) {
    return switch (lane) {
      case EXPRESS -> WHOLE + 1;
      case LIVE -> 95;
      case REPAIR -> 90;
      case BACKFILL -> 80;
    };
  }
}
