package io.leadloop.hubspot;

/**
 * How fast one account is called. HubSpot counts the calls of an account together, so all clients
 * of an account share one of these, however many there are for a while. Thread-safe.
 */
public final class HubSpotPace {
  /** Without a pause a full window would let nothing through for the seconds that are left. */
  private static final int TURNS_FOR_ONE_SAVED = 10;

  private final HubSpotSettings.Pace limits;
  private final Turns burst;
  private final CallWindow window;
  private final Turns search;

  public HubSpotPace(HubSpotSettings.Pace limits) {
    this.limits = limits;
    this.burst = burst(limits);
    this.window = new CallWindow(limits.burstMax(), HubSpotSettings.Pace.BURST);
    this.search = Turns.every(limits.search(), limits.waitMax());
  }

  private static Turns burst(HubSpotSettings.Pace limits) {
    int calls = limits.burstMax();
    return calls == 0
        ? Turns.every(null, limits.waitMax())
        : Turns.saving(
            HubSpotSettings.Pace.BURST.dividedBy(calls),
            calls / TURNS_FOR_ONE_SAVED,
            limits.waitMax());
  }

  /** Whether it keeps within just these limits. */
  public boolean keeps(HubSpotSettings.Pace other) {
    return limits.equals(other);
  }

  /** Waits for a turn; false when none comes in time, or the thread was interrupted. */
  boolean await(Call call) {
    return (call.isSearch() ? search : burst).await();
  }

  /**
   * Waits until a call fits into HubSpot's window; {@link #leave} is to be called after it.
   *
   * @return false when none would fit in time; then nothing is to be left
   */
  boolean enter(Call call) {
    return call.isSearch() || window.enter(limits.waitMax());
  }

  void leave(Call call) {
    if (!call.isSearch()) {
      window.leave();
    }
  }
}
