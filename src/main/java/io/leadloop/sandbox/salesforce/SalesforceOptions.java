package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.SandboxClock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a Salesforce sandbox is started.
 *
 * @param port 0 for any free one
 * @param seed of tokens and of the lag
 * @param realLimits false switches the daily limit of calls off; every other rule stays
 * @param lagMillis how late a person's change is committed at most; its time stamps are those of
 *     its start. 0 commits at once
 * @param dailyCallsMax calls in any 24 hours
 * @param extraObjects a YAML file with further fields, shaped as the built-in one; null for none
 * @param bare whether the org has no custom field of its own, as before anybody set anything up;
 *     those of {@code extraObjects} are there all the same
 */
public record SalesforceOptions(
    int port,
    long seed,
    boolean realLimits,
    long lagMillis,
    SandboxClock clock,
    long dailyCallsMax,
    @Nullable Path extraObjects,
    boolean bare) {
  /** The port that a sandbox listens on when nothing else is said. */
  public static final int PORT_USUAL = 18082;

  private static final long DAILY_CALLS_MAX = 100_000;

  /** The usual options: real limits, commits up to two seconds late, the vendor's 100,000 calls. */
  public static SalesforceOptions usual(SandboxClock clock) {
    return new SalesforceOptions(PORT_USUAL, 1, true, 2_000, clock, DAILY_CALLS_MAX, null, false);
  }

  /** These options with another port. */
  public SalesforceOptions withPort(int other) {
    return new SalesforceOptions(
        other, seed, realLimits, lagMillis, clock, dailyCallsMax, extraObjects, bare);
  }

  /** These options with another seed. */
  public SalesforceOptions withSeed(long other) {
    return new SalesforceOptions(
        port, other, realLimits, lagMillis, clock, dailyCallsMax, extraObjects, bare);
  }

  /** These options with the limits on calls on or off. */
  public SalesforceOptions withRealLimits(boolean real) {
    return new SalesforceOptions(
        port, seed, real, lagMillis, clock, dailyCallsMax, extraObjects, bare);
  }

  /** These options with another lag of persons' commits. */
  public SalesforceOptions withLagMillis(long other) {
    return new SalesforceOptions(
        port, seed, realLimits, other, clock, dailyCallsMax, extraObjects, bare);
  }

  /** These options with another number of calls a day. */
  public SalesforceOptions withDailyCallsMax(long other) {
    return new SalesforceOptions(
        port, seed, realLimits, lagMillis, clock, other, extraObjects, bare);
  }

  /** These options with a file of further fields. */
  public SalesforceOptions withExtraObjects(Path file) {
    return new SalesforceOptions(
        port, seed, realLimits, lagMillis, clock, dailyCallsMax, file, bare);
  }

  /** These options with an org that nobody has set anything up in, or with the usual one. */
  public SalesforceOptions withBare(boolean other) {
    return new SalesforceOptions(
        port, seed, realLimits, lagMillis, clock, dailyCallsMax, extraObjects, other);
  }
}
