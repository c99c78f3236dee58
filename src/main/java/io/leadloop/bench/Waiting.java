package io.leadloop.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what the programs under measurement do by themselves. */
final class Waiting {
  private Waiting() {}

  /**
   * Looks again and again until it is so.
   *
   * @param what completes the sentence "... did not come to be"
   * @throws BenchFailure when it is not so after {@code limit}
   */
  static void until(String what, Duration limit, Duration between, BooleanSupplier look)
      throws InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (!look.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new BenchFailure("after " + limit.toSeconds() + " s it was still not so: " + what);
      }
      pause(between);
    }
  }

  static void pause(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(Math.max(0, time.toMillis()));
  }
}
