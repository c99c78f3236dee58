package io.leadloop.bench;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Owners;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.merge.FieldMerge;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.plan.LinkState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The pure core on one person whose phone changed in HubSpot, whose city changed in Salesforce and
 * whose title changed in both, under the mapping of a configuration; every other field is as it
 * was. One operation is one person with all fields.
 */
@State(Scope.Thread)
public class MergeBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /** The folder of the configuration. */
  @Param("config")
  public String config = "config";

  private Mapping mapping = new Mapping(List.of());
  private LinkPlanner planner = new LinkPlanner(mapping, Owners.NONE);
  private LinkState state =
      new LinkState(
          Map.of(), record(Side.HUBSPOT, Map.of()), record(Side.SALESFORCE, Map.of()), Map.of());

  /** For JMH. */
  public MergeBenchmark() {}

  /** The lines of a configuration's mapping that apply to a Lead. */
  static Mapping mapping(Path folder) {
    Config loaded = ConfigLoader.load(folder).config();
    if (loaded == null) {
      throw new BenchFailure("the configuration in " + folder + " is wrong: leadloop check");
    }
    return new Mapping(
        loaded.mapping().rules().stream()
            .filter(rule -> rule.field(Side.SALESFORCE, RecordKey.LEAD) != null)
            .toList());
  }

  /** Makes the person. */
  @Setup
  public void person() {
    mapping = mapping(Path.of(config));
    planner = new LinkPlanner(mapping, Owners.NONE);
    Map<String, FieldBaseline> baselines = new HashMap<>();
    Map<String, String> hubspot = new HashMap<>();
    Map<String, String> salesforce = new HashMap<>();
    for (FieldRule rule : mapping.rules()) {
      String value = usual(rule);
      baselines.put(rule.id(), new FieldBaseline(value, value));
      hubspot.put(rule.hubspot(), value);
      salesforce.put(rule.salesforce(), value);
    }
    hubspot.put("phone", "+1 555 0142");
    salesforce.put("City", "Lisbon");
    hubspot.put("jobtitle", "Head of Marketing");
    salesforce.put("Title", "VP Marketing");
    state =
        new LinkState(
            baselines,
            record(Side.HUBSPOT, hubspot),
            record(Side.SALESFORCE, salesforce),
            Map.of());
  }

  private static String usual(FieldRule rule) {
    return switch (rule.form()) {
      case EMAIL -> "anna.meyer@example.com";
      case PHONE -> "+1 555 0100";
      case NUMBER -> "1200000";
      case BOOLEAN, OPT_OUT -> "false";
      case DATE -> "2026-11-20";
      case DATETIME -> "2026-11-20T10:15:30Z";
      case MULTI_SELECT -> "Analytics;Reporting";
      case TEXT, TRIM, LOWER, OWNER -> "A usual value";
    };
  }

  private static Snapshot record(Side side, Map<String, String> fields) {
    RecordKey key =
        side == Side.HUBSPOT
            ? RecordKey.contact("51")
            : RecordKey.salesforce(RecordKey.LEAD, "00Q5f0000000001EAA");
    return new Snapshot(key, fields, NOW, false, null);
  }

  /** Decides each field. */
  @Benchmark
  public void merge(Blackhole seen) {
    for (FieldRule rule : mapping.rules()) {
      seen.consume(
          FieldMerge.merge(
              rule,
              state.baselines().get(rule.id()),
              state.hubspot().shows(rule.hubspot()),
              state.salesforce().shows(rule.salesforce()),
              null,
              Owners.NONE));
    }
  }

  /** Plans what is written, with the translated values. */
  @Benchmark
  public LinkPlan plan() {
    return planner.plan(state);
  }
}
