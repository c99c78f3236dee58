package io.leadloop.sandbox.salesforce.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Moments are kept to the second, {@code SystemModstamp} among them: two changes within one second
 * carry the same stamp. A stamp is that of the transaction's start, however late its commit.
 */
public final class MomentRule {
  private MomentRule() {}

  /** What is kept of a moment, and what it is compared as. */
  public static Instant kept(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
