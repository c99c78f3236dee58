package io.leadloop.hubspot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the calls under one limit of HubSpot's to an even pace, and never over it. The pace alone
 * would let too many through, since nobody knows how long each call is on its way; the window alone
 * would let all of them go at once and then none for the time that is left. Thread-safe.
 */
final class CallPace {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * A call that is this long on its way holds its place no longer than its turn lasts. With turns
   * any closer all that are saved would be used up in time, and calls go in a bunch and then none.
   */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(20);

  private final Duration waitMax;
  private final Turns turns;
  private final CallWindow window;

  /**
   * @param waitMax how long a call waits for its turn, and then for its place, at most
   */
  CallPace(HubSpotSettings.Limit limit, Duration waitMax) {
    this.waitMax = waitMax;
    this.window = new CallWindow(limit.callsMax(), limit.within());
    this.turns =
        limit.callsMax() == 0
            ? Turns.unlimited()
            : Turns.every(period(limit), savedMax(limit), waitMax);
  }

  private static Duration period(HubSpotSettings.Limit limit) {
    return limit.within().plus(ON_ITS_WAY).dividedBy(limit.callsMax());
  }

  /**
   * A second's worth: what stops a caller for longer (a long transaction, a collection of garbage)
   * is rare, and after a longer pause a full window would let nothing through for too long.
   */
  private static int savedMax(HubSpotSettings.Limit limit) {
    return (int) SECOND.dividedBy(period(limit));
  }

  /**
   * Waits for the next turn.
   *
   * @return false when it would not come in time, or the thread was interrupted
   */
  boolean awaitTurn() {
    return turns.await();
  }

  /**
   * Waits until one more call fits; right before it is sent.
   *
   * @return null when none would fit in time, or the thread was interrupted
   */
  CallWindow.@Nullable Place enter() {
    return window.enter(waitMax);
  }
}
