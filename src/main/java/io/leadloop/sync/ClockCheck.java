package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once when a vendor's clock and this machine's differ by more than clocks that are kept in
 * time do. No edit is lost by it: see {@link VendorTime}. But what "latest" means is decided by the
 * vendors' clocks, and how warm a lead is by ours. Not thread-safe.
 */
public final class ClockCheck {
  /** Clocks that are kept in time, and the way of an answer, differ by less. */
  static final Duration TOLERATED = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);

  private final Facts facts;
  private final Side side;
  private boolean told;
  private @Nullable String kept;

  ClockCheck(Facts facts, Side side) {
    this.facts = facts;
    this.side = side;
  }

  /**
   * Keeps the difference for {@code leadloop status}. Remembers nothing itself: the transaction may
   * be run again.
   *
   * @param there what the vendor's clock showed with an answer of this moment
   */
  void keep(Handle handle, Instant there, Instant here) {
    String shown = shown(Duration.between(here, there));
    if (!shown.equals(kept)) {
      facts.set(handle, FactNames.clock(side), shown, here);
    }
  }

  private static boolean differs(Duration ahead) {
    return ahead.abs().compareTo(TOLERATED) > 0;
  }

  private static String shown(Duration ahead) {
    return differs(ahead) ? String.valueOf(ahead.toSeconds()) : "";
  }

  /** Takes note that the same difference is kept, and tells it where that is news. */
  void kept(Instant there, Instant here) {
    Duration ahead = Duration.between(here, there);
    boolean differs = differs(ahead);
    kept = shown(ahead);
    if (differs && !told) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("secondsAhead", ahead.toSeconds())
          .log(
              "The vendor's clock and this machine's differ. Edits arrive all the same; set this"
                  + " machine's clock");
    }
    told = differs;
  }

  /** How many seconds a side's clock is ahead of ours, or behind if negative; empty if neither. */
  public static Optional<Long> aheadSeconds(KnownFacts known, Side side) {
    return known.standing(FactNames.clock(side)).map(fact -> Long.valueOf(fact.value()));
  }
}
