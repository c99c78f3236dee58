package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this machine's clock was set back, also while no daemon ran: what was put off until
 * a time of the old clock would wait for much longer than was meant. A clock that was set forward
 * does no harm: what waits is looked at too early. Not thread-safe.
 */
final class ClockSetBack {
  private static final Logger LOG = LoggerFactory.getLogger(ClockSetBack.class);

  /** Clocks that are kept in step are moved by less. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  private final State state;
  private @Nullable Instant last;

  ClockSetBack(State state) {
    this.state = state;
  }

  /**
   * By how much it was set back since the last look that was {@link #seen}; zero for not at all.
   * Not within a transaction, which may be run again.
   */
  Duration by(Instant now) {
    Instant before = last == null ? lastSwept(state.store().read(state.facts()::known), now) : last;
    Duration back = Duration.between(now, before);
    return back.compareTo(LEAST) < 0 ? Duration.ZERO : back;
  }

  /** Takes note that what follows from it is stored. */
  void seen(Duration back, Instant now) {
    last = now;
    if (!back.isZero()) {
      LOG.warn(
          "This machine's clock was set back by {} s. What waits for a time waits no longer for it.",
          back.toSeconds());
    }
  }

  private static Instant lastSwept(KnownFacts known, Instant now) {
    Instant latest = now;
    for (Side side : Side.values()) {
      Instant swept = known.get(FactNames.swept(side)).map(Facts.Fact::at).orElse(now);
      latest = swept.isAfter(latest) ? swept : latest;
    }
    return latest;
  }
}
