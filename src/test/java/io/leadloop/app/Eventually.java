package io.leadloop.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for what must become true without anybody doing anything more. Looks often, and fails only
 * after a limit that no slow machine reaches, with what it saw last.
 */
final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);

  private static final Duration BETWEEN_STILLS = Duration.ofMillis(250);

  private Eventually() {}

  /** Waits until {@code look} sees something that is {@code enough}, and returns it. */
  static <T> T see(String what, Supplier<T> look, Predicate<? super T> enough) {
    return see(what, LIMIT, look, enough);
  }

  static <T> T see(String what, Duration limit, Supplier<T> look, Predicate<? super T> enough) {
    Instant end = Instant.now().plus(limit);
    while (true) {
      T seen = look.get();
      if (enough.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "After %d s it was still not so: %s. Last seen: %s"
                .formatted(limit.toSeconds(), what, seen));
      }
      park(BETWEEN_LOOKS);
    }
  }

  /** Waits until a look sees exactly this. */
  static <T> T equal(String what, T expected, Supplier<T> look) {
    return see(what, look, expected::equals);
  }

  /** Waits until {@code look} saw the same for as long as {@code quiet}, and returns it. */
  static <T> T still(String what, Duration quiet, Supplier<T> look) {
    Instant end = Instant.now().plus(LIMIT);
    Instant since = Instant.now();
    T seen = look.get();
    while (Instant.now().isBefore(since.plus(quiet))) {
      park(BETWEEN_STILLS);
      T now = look.get();
      if (!now.equals(seen)) {
        if (Instant.now().isAfter(end)) {
          throw new AssertionError("It never came to rest: " + what + ". Last seen: " + now);
        }
        seen = now;
        since = Instant.now();
      }
    }
    return seen;
  }

  /** The one place that waits between two looks. */
  private static void park(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
