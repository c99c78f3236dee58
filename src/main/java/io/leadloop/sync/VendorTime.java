package io.leadloop.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * A time that a vendor's clock has surely reached, worked out without trusting that it agrees with
 * ours: whatever was last changed at 10:00 there was seen when it was 10:00 there or later, and
 * since then as much time has passed there as here. Not thread-safe.
 */
final class VendorTime {
  /** More than this is not believed to have passed at once: our clock may have been set. */
  private static final Duration PASSED_MAX = Duration.ofMinutes(5);

  private Instant reached;
  private Instant asOf;

  /**
   * @param reached by the vendor's clock, for certain
   * @param now our clock
   */
  VendorTime(Instant reached, Instant now) {
    this.reached = reached;
    this.asOf = now;
  }

  /** Takes note of a time that the vendor's clock shows or has shown. */
  void saw(Instant vendorTime, Instant now) {
    Instant reachedNow = reached(now);
    reached = vendorTime.isAfter(reachedNow) ? vendorTime : reachedNow;
  }

  /**
   * The vendor itself says how late it is there, in whole seconds: it cannot be later, however much
   * time passed by our clock, which may have been set.
   */
  void isAt(Instant shown) {
    Instant latest = shown.plusSeconds(1);
    reached = reached.isAfter(latest) ? latest : reached;
  }

  /** How late it is there at least; goes back only where the vendor says that it is earlier. */
  Instant reached(Instant now) {
    Duration passed = Duration.between(asOf, now);
    if (passed.compareTo(PASSED_MAX) > 0) {
      passed = PASSED_MAX;
    }
    reached = passed.isNegative() ? reached : reached.plus(passed);
    asOf = now;
    return reached;
  }
}
