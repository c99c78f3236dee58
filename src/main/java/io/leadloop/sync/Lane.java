package io.leadloop.sync;

import java.util.Locale;

/** How urgent a look at a link is, from the most urgent on. */
public enum Lane {
  /** Hand-raisers, hand-overs, dispositions. */
  EXPRESS,
  /** A change that a sweep or an event saw. */
  LIVE,
  /** Drift found by an audit, and tries after a refusal. */
  REPAIR,
  /** A first load or a mass change. */
  BACKFILL;

  /** The word in SQL, logs and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
