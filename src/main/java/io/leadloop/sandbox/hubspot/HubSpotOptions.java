package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.SandboxClock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a HubSpot sandbox is started.
 *
 * @param port 0 for any free one
 * @param seed of everything random: invented leads, the lag, the order of ties
 * @param realLimits false switches the limits on calls off; every other rule stays
 * @param lagMillis how late a change reaches search at most; each record has a lag of its own
 *     between half of it and all of it
 * @param dailyCallsMax the account's calls of a day
 * @param zone the account's time zone, in which its day begins
 * @param scopes what the app was granted; null for everything there is
 * @param mergeKeepsPrimaryId whether a merged contact has its primary's id, as in the vendor's
 *     beta, and not one of its own
 * @param bare whether the account has no property but HubSpot's, as before anybody set anything up
 */
public record HubSpotOptions(
    int port,
    long seed,
    boolean realLimits,
    long lagMillis,
    SandboxClock clock,
    long dailyCallsMax,
    ZoneId zone,
    @Nullable List<String> scopes,
    boolean mergeKeepsPrimaryId,
    boolean bare) {
  /** The port that a sandbox listens on when nothing else is said. */
  public static final int PORT_USUAL = 18081;

  private static final long DAILY_CALLS_MAX = 625_000;

  /** The usual options: real limits, a lag of up to two seconds, a Professional account's day. */
  public static HubSpotOptions usual(SandboxClock clock) {
    ZoneId zone = ZoneId.of("Europe/Dublin");
    return new HubSpotOptions(
        PORT_USUAL, 1, true, 2_000, clock, DAILY_CALLS_MAX, zone, null, false, false);
  }

  /** These options with another port. */
  public HubSpotOptions withPort(int other) {
    return new HubSpotOptions(
        other,
        seed,
        realLimits,
        lagMillis,
        clock,
        dailyCallsMax,
        zone,
        scopes,
        mergeKeepsPrimaryId,
        bare);
  }

  /** These options with another seed. */
  public HubSpotOptions withSeed(long other) {
    return new HubSpotOptions(
        port,
        other,
        realLimits,
        lagMillis,
        clock,
        dailyCallsMax,
        zone,
        scopes,
        mergeKeepsPrimaryId,
        bare);
  }

  /** These options with the limits on calls on or off. */
  public HubSpotOptions withRealLimits(boolean real) {
    return new HubSpotOptions(
        port, seed, real, lagMillis, clock, dailyCallsMax, zone, scopes, mergeKeepsPrimaryId, bare);
  }

  /** These options with another lag of search. */
  public HubSpotOptions withLagMillis(long other) {
    return new HubSpotOptions(
        port,
        seed,
        realLimits,
        other,
        clock,
        dailyCallsMax,
        zone,
        scopes,
        mergeKeepsPrimaryId,
        bare);
  }

  /** These options with another number of calls a day. */
  public HubSpotOptions withDailyCallsMax(long other) {
    return new HubSpotOptions(
        port, seed, realLimits, lagMillis, clock, other, zone, scopes, mergeKeepsPrimaryId, bare);
  }

  /** These options with an app that was granted these scopes and no others. */
  public HubSpotOptions withScopes(List<String> granted) {
    return new HubSpotOptions(
        port,
        seed,
        realLimits,
        lagMillis,
        clock,
        dailyCallsMax,
        zone,
        List.copyOf(granted),
        mergeKeepsPrimaryId,
        bare);
  }

  /** These options with merges that keep the primary's id, or that make a new one. */
  public HubSpotOptions withMergeKeepsPrimaryId(boolean keeps) {
    return new HubSpotOptions(
        port, seed, realLimits, lagMillis, clock, dailyCallsMax, zone, scopes, keeps, bare);
  }

  /** These options with an account that nobody has set anything up in, or with the usual one. */
  public HubSpotOptions withBare(boolean other) {
    return new HubSpotOptions(
        port,
        seed,
        realLimits,
        lagMillis,
        clock,
        dailyCallsMax,
        zone,
        scopes,
        mergeKeepsPrimaryId,
        other);
  }
}
