package io.leadloop.sync;

import java.util.Locale;

/** How urgent a look at a link is, from the most urgent on. */
public enum Lane {
  /** Hand-raisers, hand-overs, dispositions. */
  EXPRESS(0),
  /** A change that a sweep or an event saw. */
  LIVE(1),
  /** Drift found by an audit, and tries after a refusal. */
  REPAIR(2),
  /** A first load or a mass change. */
  BACKFILL(3);

  private final int number;

  Lane(int number) {
    this.number = number;
  }

  /** Its place in the order of claims, from 0; the number in SQL. */
  public int number() {
    return number;
  }

  /** The lane at this place. */
  public static Lane of(int number) {
    return values()[number];
  }

  /** The word in SQL, logs and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
