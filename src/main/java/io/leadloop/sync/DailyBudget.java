package io.leadloop.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

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

  private final InstantSource clock;
  private long left;
  private long max;
  private Instant saidAt = Instant.EPOCH;
  private boolean said;
  private Instant spentAt = Instant.EPOCH;
  private boolean spent;

  /**
   * @param clock may be set: then the vendor is asked again somewhat earlier or later
   */
  public DailyBudget(InstantSource clock) {
    this.clock = clock;
  }

  /** The vendor says how many calls of the day are left, of how many. */
  public synchronized void left(long callsLeft, long callsMax) {
    left = callsLeft;
    max = callsMax;
    said = callsMax > 0;
    saidAt = clock.instant();
  }

  /** The vendor refused a call because there are none left. */
  public synchronized void spent() {
    spent = true;
    spentAt = clock.instant();
  }

  /** Whether a call of this lane may be made now. */
  public synchronized boolean lets(Lane lane) {
    Instant now = clock.instant();
    spent &= Duration.between(spentAt, now).abs().compareTo(SPENT_PAUSE) < 0;
    said &= Duration.between(saidAt, now).abs().compareTo(BELIEVED) < 0;
    OptionalLong used = usedPercent();
    return !spent && (used.isEmpty() || used.getAsLong() < percentMax(lane));
  }

  /** In words, for whoever looks why it stands still; the same until another percent is used. */
  public synchronized String why() {
    OptionalLong used = usedPercent();
    return spent || used.isEmpty()
        ? "the calls of this day are spent"
        : "%d %% of the calls of this day are used".formatted(used.getAsLong());
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
