package io.leadloop.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a claim ends.
 *
 * @param dueAt when the row is to be looked at again; null for not before there is news
 * @param keep whether the row stays although nothing is due, so that the same state seen again is
 *     no news
 * @param attempts how often in a row it could not be settled
 */
public record Ending(Claim claim, @Nullable Instant dueAt, boolean keep, int attempts) {
  /** All is settled. */
  public static Ending done(Claim claim) {
    return new Ending(claim, null, false, 0);
  }

  /** Nothing to do before there is news. */
  public static Ending waits(Claim claim) {
    return new Ending(claim, null, true, claim.attempts());
  }

  /** To be looked at again at this time; that is no attempt. */
  public static Ending again(Claim claim, Instant dueAt) {
    return again(claim, dueAt, claim.attempts());
  }

  /** To be looked at again at this time. */
  public static Ending again(Claim claim, Instant dueAt, int attempts) {
    return new Ending(claim, dueAt, true, attempts);
  }
}
