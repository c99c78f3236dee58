package io.leadloop.simulation;

import io.leadloop.config.Config;
import io.leadloop.content.EngagementWindows;
import io.leadloop.gate.ReEngagement;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Rules;
import java.util.List;

/**
 * What a daemon runs by.
 *
 * @param lines of the mapping, as the files say
 * @param deletes whether a record is deleted when its counterpart is
 * @param reEngagement what becomes of whoever comes back to a rejected Lead
 * @param drift what of them rests
 */
record FakeConfiguration(
    List<FieldRule> lines, boolean deletes, ReEngagement reEngagement, Drift drift) {
  /** Nothing rests. */
  FakeConfiguration(List<FieldRule> lines, boolean deletes, ReEngagement reEngagement) {
    this(lines, deletes, reEngagement, Drift.NONE);
  }

  FakeConfiguration lines(List<FieldRule> other) {
    return new FakeConfiguration(other, deletes, reEngagement, drift);
  }

  FakeConfiguration under(Drift other) {
    return new FakeConfiguration(lines, deletes, reEngagement, other);
  }

  Rules rules() {
    Rules declared = SimulatedRules.rules(lines, deletes, reEngagement);
    return drift.equals(Drift.NONE) ? declared : declared.under(drift);
  }

  /** Without settings: nothing that is changed here hangs on them. */
  Config config() {
    Rules rules = SimulatedRules.rules(lines, deletes, reEngagement);
    return new Config(
        null,
        new Mapping(lines),
        rules.leadDefinition(),
        EngagementWindows.USUAL,
        rules.dispositions(),
        List.of(),
        Place.NOWHERE,
        drift);
  }
}
