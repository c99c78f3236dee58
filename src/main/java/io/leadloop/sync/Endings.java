package io.leadloop.sync;

import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import java.time.Duration;
import java.time.Instant;

/** When a claim is looked at again that did not go through. */
final class Endings {
  /**
   * The answer to a write was lost: the record's token will tell, so there is no reason to wait for
   * long.
   */
  private static final Duration UNKNOWN_PAUSE = Duration.ofSeconds(2);

  /**
   * Long enough not to ask both vendors about everybody again and again; {@code go} wakes them at
   * once.
   */
  private static final Duration CAPPED_PAUSE = Duration.ofMinutes(10);

  private final LoopSettings settings;
  private final Instant now;

  Endings(LoopSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /**
   * Nothing was written because a cap holds, or because the connection stopped: then it is due when
   * it goes on. What is urgent is claimed even then, because it may be an opt-out, and waits so
   * that it is not claimed again and again.
   *
   * @param braked whether a brake stopped the connection
   */
  Ending heldBack(Claim claim, boolean braked) {
    return braked && Lane.of(claim.lane()) != Lane.EXPRESS
        ? Ending.again(claim, now)
        : Ending.again(claim, now.plus(CAPPED_PAUSE), Math.max(1, claim.attempts()));
  }

  /** The vendor refused; a person must do something, and each further try waits longer. */
  Ending retry(Claim claim) {
    int attempts = claim.attempts() + 1;
    return Ending.again(claim, now.plus(settings.pause(attempts)), attempts);
  }

  /** Something that passes by itself: a lost answer, a locked row. */
  Ending soon(Claim claim) {
    int attempts = claim.attempts() + 1;
    Duration pause =
        attempts <= 3 ? UNKNOWN_PAUSE.multipliedBy(attempts) : settings.pause(attempts - 3);
    return Ending.again(claim, now.plus(pause), attempts);
  }
}
