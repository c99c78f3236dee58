package io.leadloop.sync;

import io.leadloop.store.Lease;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the process that holds the lease is gone. At the first look our clock decides; from then
 * on what is seen: a holder that lives renews its lease three times while it lasts, so one that
 * moves is alive, whatever the clocks say, and one that does not move for as long as a lease lasts
 * is not, even if its clock was ahead. Should this be wrong, the epoch still keeps the other one
 * from writing. Not thread-safe.
 */
final class OtherHolder {
  private final Duration lease;
  private Lease.@Nullable Held seen;
  private long seenNanos;

  OtherHolder(Duration lease) {
    this.lease = lease;
  }

  /**
   * @param held who holds the lease, or held it last
   * @param nanos of a clock that nobody can set
   */
  boolean isGone(Lease.Held held, Instant now, long nanos) {
    boolean expired = !held.expiresAt().isAfter(now);
    Lease.Held before = seen;
    if (!held.equals(before)) {
      seen = held;
      seenNanos = nanos;
      return held.isReleased() || (before == null && expired);
    }
    long still = nanos - seenNanos;
    return held.isReleased()
        || still >= lease.toNanos()
        || (expired && still >= lease.toNanos() / 2);
  }
}
