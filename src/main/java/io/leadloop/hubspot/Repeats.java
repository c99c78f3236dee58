package io.leadloop.hubspot;

import io.leadloop.hubspot.HubSpotSettings.Retries;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a call is made again, and after which wait. HubSpot documents the statuses: 423 is a lock
 * of two seconds, 477 a move of the account, 5xx trouble on the way; 429 never had an effect.
 */
record Repeats(Retries settings) {
  private static final Set<Integer> NO_EFFECT = Set.of(423, 429, 477);
  private static final Set<Integer> TROUBLE = Set.of(500, 502, 503, 504, 521, 522, 523, 524);

  /** Whether an answer with this status leaves open what became of the call. */
  static boolean leavesOpen(int status) {
    return status >= 500 || status == 408;
  }

  /** Whether the status says that nothing was done because of a limit or a lock. */
  static boolean isLimited(int status) {
    return NO_EFFECT.contains(status);
  }

  /**
   * @param tries how many attempts were made
   * @return the wait before the next attempt; empty when there is none
   */
  Optional<Duration> waitAfter(Attempt attempt, Call.Repeat repeat, int tries) {
    if (tries >= settings.triesMax()) {
      return Optional.empty();
    }
    if (attempt instanceof Attempt.Answered answered) {
      return waitAfterAnswer(answered, repeat, tries);
    }
    if (attempt instanceof Attempt.NotSent notSent) {
      return notSent.code().equals(Codes.CONNECT) ? Optional.of(growing(tries)) : Optional.empty();
    }
    boolean garbled = attempt instanceof Attempt.Lost lost && lost.code().equals(Codes.GARBLED);
    return repeat == Call.Repeat.ALWAYS && !garbled
        ? Optional.of(growing(tries))
        : Optional.empty();
  }

  private Optional<Duration> waitAfterAnswer(
      Attempt.Answered answered, Call.Repeat repeat, int tries) {
    int status = answered.status();
    if (NO_EFFECT.contains(status)) {
      Optional<Duration> own = limited(answered, tries);
      return answered.retryAfter() != null && own.isPresent()
          ? Optional.of(answered.retryAfter())
          : own;
    }
    boolean again =
        repeat == Call.Repeat.ALWAYS && TROUBLE.contains(status) && (status != 500 || tries == 1);
    if (!again) {
      return Optional.empty();
    }
    return Optional.of(answered.retryAfter() != null ? answered.retryAfter() : growing(tries));
  }

  private Optional<Duration> limited(Attempt.Answered answered, int tries) {
    if (answered.status() == 423) {
      return Optional.of(settings.locked());
    }
    if (answered.status() == 477) {
      return Optional.of(settings.burst());
    }
    return switch (VendorError.of(answered.body()).policy()) {
      case "DAILY" -> Optional.empty();
      case "SECONDLY" -> Optional.of(settings.secondly().multipliedBy(tries));
      default -> Optional.of(settings.burst());
    };
  }

  private Duration growing(int tries) {
    Duration wait = settings.first().multipliedBy(1L << Math.min(tries - 1, 20));
    return wait.compareTo(settings.longest()) > 0 ? settings.longest() : wait;
  }
}
