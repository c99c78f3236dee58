package io.leadloop.hubspot;

/**
 * How fast one account is called. HubSpot counts the calls of an account together, so all clients
 * of an account share one of these, however many there are for a while. Thread-safe.
 */
public final class HubSpotPace {
  private final HubSpotSettings.Pace limits;
  private final CallPace burst;
  private final CallPace search;

  public HubSpotPace(HubSpotSettings.Pace limits) {
    this.limits = limits;
    this.burst = new CallPace(limits.burst(), limits.waitMax());
    this.search = new CallPace(limits.search(), limits.waitMax());
  }

  /** Whether it keeps within just these limits. */
  public boolean keeps(HubSpotSettings.Pace other) {
    return limits.equals(other);
  }

  /** HubSpot counts searches apart, and does not count them among the others. */
  CallPace of(Call call) {
    return call.isSearch() ? search : burst;
  }
}
