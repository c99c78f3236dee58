package io.leadloop.route;

import io.leadloop.ops.Desk;
import io.leadloop.store.CallCounts;
import io.leadloop.sync.CallTally;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code keeper}: what goes on beside the loop: the lease, the count of calls, questions of
 * commands, old journal rows.
 */
public final class Keeper {
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final Seat seat;
  private final State state;
  private final CallTally calls;
  private final Desk desk;
  private final Supplier<Duration> journalRetention;
  private final InstantSource clock;
  private Instant cleanedAt = Instant.EPOCH;

  public Keeper(
      Seat seat,
      State state,
      CallTally calls,
      Desk desk,
      Supplier<Duration> journalRetention,
      InstantSource clock) {
    this.seat = seat;
    this.state = state;
    this.calls = calls;
    this.desk = desk;
    this.journalRetention = journalRetention;
    this.clock = clock;
  }

  /** Takes the lease or keeps it. */
  public void keep() {
    seat.keep();
  }

  /** Answers commands and stores what was counted. */
  public void serve() {
    if (seat.loop().isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<CallCounts.Count> counted = calls.take();
    state.store().run(handle -> state.callCounts().add(handle, counted, now));
    if (!cleanedAt.plus(BETWEEN_CLEANINGS).isAfter(now)) {
      state
          .store()
          .run(handle -> state.journal().forgetBefore(handle, now.minus(journalRetention.get())));
      cleanedAt = now;
    }
    desk.answerAll();
  }
}
