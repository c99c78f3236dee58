package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.sync.Drift;
import io.leadloop.sync.State;
import java.time.InstantSource;

/** What a daemon does in its store when other lines are in force; for simulations of a daemon. */
public final class Notices {
  private Notices() {}

  /** Whoever took the lease, or took other files over, does this before its first round. */
  public static void config(State state, InstantSource clock, Config config) {
    new ConfigNotice(state, clock).take(config);
  }

  /** Whoever took over what rests now does this right afterwards. */
  public static void drift(State state, InstantSource clock, Drift drift) {
    new DriftNotice(state, clock).take(drift);
  }
}
