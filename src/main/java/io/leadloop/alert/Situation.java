package io.leadloop.alert;

import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Mode;
import io.leadloop.sync.NamedState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How a connection is doing, as far as somebody may have to be told.
 *
 * @param troubles why a side could not be asked the last time; a side that could is left out
 * @param states what else the connection is in
 * @param capped whether writing is paused by a cap
 * @param waiting how many links and records wait for a person or were refused
 * @param behind how late the oldest edit or sweep is
 * @param drift what rests because an account lacks a field
 */
public record Situation(
    Mode mode,
    Set<NamedState> states,
    Map<Side, Trouble> troubles,
    boolean capped,
    long waiting,
    Duration behind,
    Drift drift) {
  public Situation {
    states = Set.copyOf(states);
    troubles = Map.copyOf(troubles);
  }

  /** The same where both accounts have every field. */
  Situation(
      Mode mode,
      Set<NamedState> states,
      Map<Side, Trouble> troubles,
      boolean capped,
      long waiting,
      Duration behind) {
    this(mode, states, troubles, capped, waiting, behind, Drift.NONE);
  }

  /**
   * @param code the vendor's own, short and without personal data
   */
  public record Trouble(CrmException.Kind kind, String code) {}
}
