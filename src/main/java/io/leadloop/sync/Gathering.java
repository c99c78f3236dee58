package io.leadloop.sync;

import io.leadloop.store.Inbox;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets the rows of one sweep fall due together, so that a mass change is worked on in full rounds
 * and not page by page. They fall due when the sweep has ended, when they fill a round, or by
 * themselves when they have waited long enough; so a process that dies in between loses nothing.
 *
 * <p>Only then is known whether they are people's edits or a mass change, which gives way to them:
 * more rows than one live round takes are a mass change. One use for one sweep, by one thread.
 */
final class Gathering {
  private final Inbox inbox;
  private final LoopSettings settings;
  private final boolean firstLoad;
  private @Nullable Instant dueAt;
  private int waiting;
  private int entered;

  /**
   * @param firstLoad whether these rows are a mass change whatever their number
   */
  Gathering(Inbox inbox, LoopSettings settings, boolean firstLoad) {
    this.inbox = inbox;
    this.settings = settings;
    this.firstLoad = firstLoad;
  }

  /** How many rows came in so far. */
  int entered() {
    return entered;
  }

  /**
   * When the rows of the next page fall due by themselves; the same for all that wait together. The
   * page is to be filed with it and then {@link #took taken note of}.
   */
  Instant dueAt(Instant now) {
    if (dueAt == null) {
      dueAt = now.plus(settings.sweeps().gatherFor());
    }
    return dueAt;
  }

  /** Takes note of how many rows of a page were news. */
  void took(int rows) {
    waiting += rows;
    entered += rows;
  }

  /** Whether what waits need not wait for more: it fills a round, or waited long enough. */
  boolean isRipe(Instant now) {
    return dueAt != null && (waiting >= settings.limit(Lane.BACKFILL) || !now.isBefore(dueAt));
  }

  /** Makes what waits due now. Asked for again, it changes nothing. */
  void release(Handle handle, Instant now) {
    if (dueAt != null) {
      boolean mass = firstLoad || entered > settings.limit(Lane.LIVE);
      inbox.release(handle, dueAt, (mass ? Lane.BACKFILL : Lane.LIVE).number(), now);
    }
  }

  /** Begins anew after a release. */
  void released() {
    dueAt = null;
    waiting = 0;
  }
}
