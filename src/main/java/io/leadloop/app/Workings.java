package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.Secrets;
import io.leadloop.hubspot.HubSpotPace;
import io.leadloop.hubspot.HubSpotSettings;
import io.leadloop.ops.Office;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.Loop;
import io.leadloop.sync.RoundLog;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** All that is made from one configuration, and goes with it. Closing it closes both accounts. */
record Workings(
    Config config,
    State state,
    Vendors vendors,
    Office office,
    RoundLog rounds,
    HubSpotPace pace,
    InstantSource clock)
    implements AutoCloseable {
  /**
   * Opens both accounts. Nothing is sent before the first call.
   *
   * @param calls takes a note of every call
   * @param rounds takes a note of every round
   * @param known the pace that HubSpot is called at already; shared where the limits are the same
   */
  static Workings of(
      Config config,
      Secrets secrets,
      State state,
      CallLog calls,
      RoundLog rounds,
      @Nullable HubSpotPace known,
      InstantSource clock) {
    HubSpotSettings.Pace limits = Wiring.pace(config);
    HubSpotPace pace = known != null && known.keeps(limits) ? known : new HubSpotPace(limits);
    Vendors vendors = Wiring.vendors(config, secrets, pace, calls, clock);
    Office office =
        new Office(Wiring.rules(config), state, vendors, Wiring.loop(config.settings()), clock);
    return new Workings(config, state, vendors, office, rounds, pace, clock);
  }

  /** The loop of an epoch. */
  Loop loop(long epoch) {
    return new Loop(
        Wiring.rules(config),
        vendors.crms(),
        vendors.timeline(),
        state,
        Wiring.loop(config.settings()),
        epoch,
        clock,
        rounds);
  }

  @Override
  public void close() {
    vendors.close();
  }
}
