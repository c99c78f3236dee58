package io.leadloop.config;

import io.leadloop.gate.Gate;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Owners;
import io.leadloop.mapping.Translated;
import io.leadloop.merge.EditTimes;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.LinkPlanner;
import io.leadloop.plan.LinkState;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One test of the mapping: two records and what was agreed in, what would be written out. */
final class MappingExample {
  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

  private final Config config;
  private final Tree.Branch test;
  private final Tree.Branch expect;
  private final String object;
  private final List<Problem> problems;
  private final Map<String, FieldBaseline> baselines = new HashMap<>();
  private final Map<Side, Map<String, String>> shown =
      Map.of(Side.HUBSPOT, new LinkedHashMap<>(), Side.SALESFORCE, new LinkedHashMap<>());

  MappingExample(Config config, Tree.Branch test, List<Problem> problems) {
    this.config = config;
    this.test = test;
    this.expect = test.branch("expect");
    this.object = test.text("object");
    this.problems = problems;
  }

  void run() {
    int before = problems.size();
    agreed();
    shown(Side.HUBSPOT);
    shown(Side.SALESFORCE);
    if (problems.size() > before) {
      return;
    }
    LinkPlanner planner = new LinkPlanner(config.mapping(), owners());
    LinkPlan plan =
        planner.plan(
            new LinkState(baselines, snapshot(Side.HUBSPOT), snapshot(Side.SALESFORCE), times()));
    for (Side side : Side.values()) {
      compare("written_to_" + side.word(), written(plan, side), plan);
      if (expect.find("created_in_" + side.word()).isPresent()) {
        created(planner, side);
      }
    }
    waits(plan);
  }

  private void created(LinkPlanner planner, Side side) {
    Snapshot from = snapshot(side.other());
    LinkPlan plan = planner.planCreate(from, object);
    Gate gate = config.leadDefinition().gateFrom(side.other());
    compare("created_in_" + side.word(), gate.lets(from) ? written(plan, side) : Map.of(), plan);
  }

  /** What was settled: both baselines, and what both sides show unless the test says otherwise. */
  private void agreed() {
    for (Map.Entry<String, Tree> entry : test.branch("agreed").entries().entrySet()) {
      String property = entry.getKey();
      List<FieldRule> rules =
          config.mapping().rules().stream()
              .filter(rule -> rule.hubspot().equals(property))
              .filter(rule -> rule.field(Side.SALESFORCE, object) != null)
              .toList();
      if (rules.isEmpty()) {
        unknown(Side.HUBSPOT, property, entry.getValue());
      }
      rules.forEach(rule -> agreed(rule, entry.getValue()));
    }
  }

  private void agreed(FieldRule rule, Tree tree) {
    FieldBaseline baseline =
        tree instanceof Tree.Branch both
            ? new FieldBaseline(both.text("hubspot"), both.text("salesforce"))
            : translated(rule, ((Tree.Leaf) tree).text());
    baselines.put(rule.id(), baseline);
    for (Side side : Side.values()) {
      String field = rule.field(side, object);
      if (field != null) {
        shown(side, field, baseline.of(side));
      }
    }
  }

  private static FieldBaseline translated(FieldRule rule, String text) {
    Owners same = new Owners(Map.of(text, text), Map.of(text, text));
    String salesforce =
        rule.translate(Side.HUBSPOT, text, same) instanceof Translated.Fits fits
            ? fits.text()
            : text;
    return new FieldBaseline(text, salesforce);
  }

  private void shown(Side side) {
    Tree.Branch values = test.branch(side.word());
    for (Map.Entry<String, Tree> entry : values.entries().entrySet()) {
      if (known(side).contains(entry.getKey())) {
        shown(side, entry.getKey(), values.text(entry.getKey()));
      } else {
        unknown(side, entry.getKey(), entry.getValue());
      }
    }
  }

  private void shown(Side side, String field, String text) {
    shown.getOrDefault(side, new HashMap<>()).put(field, text);
  }

  private void unknown(Side side, String field, Tree tree) {
    problems.add(
        Problem.error(
            tree.place(),
            "unknown-field",
            "No line of the mapping and no gate names %s's \"%s\"%s."
                .formatted(side.label(), field, side == Side.SALESFORCE ? " for " + object : ""),
            Nearest.hint(field, known(side))));
  }

  private Set<String> known(Side side) {
    Set<String> known = new TreeSet<>();
    for (FieldRule rule : config.mapping().rules()) {
      String field = rule.field(side, object);
      if (field != null) {
        known.add(field);
      }
    }
    config.alsoRead().stream()
        .filter(use -> use.side() == side)
        .forEach(use -> known.add(use.field()));
    return known;
  }

  private Snapshot snapshot(Side side) {
    RecordKey key =
        side == Side.HUBSPOT ? RecordKey.contact("1") : RecordKey.salesforce(object, "1");
    return new Snapshot(key, shown.getOrDefault(side, Map.of()), EARLIER, false, null);
  }

  /** An owner is written as an e-mail address, which is then the id on both sides. */
  private Owners owners() {
    Map<String, String> same = new HashMap<>();
    shown.values().forEach(fields -> fields.values().forEach(text -> same.putIfAbsent(text, text)));
    return new Owners(same, same);
  }

  private Map<String, EditTimes> times() {
    Map<String, EditTimes> times = new HashMap<>();
    test.said("edited_later")
        .ifPresent(
            side -> {
              boolean hubspot = side.equals(Side.HUBSPOT.word());
              EditTimes both =
                  new EditTimes(hubspot ? LATER : EARLIER, true, hubspot ? EARLIER : LATER, true);
              config.mapping().rules().forEach(rule -> times.put(rule.id(), both));
            });
    return times;
  }

  private static Map<String, String> written(LinkPlan plan, Side side) {
    Map<String, String> written = new TreeMap<>();
    for (Map.Entry<String, Value> entry : plan.writes(side).entrySet()) {
      written.put(entry.getKey(), entry.getValue().text());
    }
    return written;
  }

  private void compare(String option, Map<String, String> got, LinkPlan plan) {
    if (expect.find(option).isEmpty()) {
      return;
    }
    Tree.Branch values = expect.branch(option);
    Map<String, String> wanted = new TreeMap<>();
    values.entries().keySet().forEach(field -> wanted.put(field, values.text(field)));
    if (!wanted.equals(got)) {
      failed(option, wanted.toString(), got.toString(), plan);
    }
  }

  private void waits(LinkPlan plan) {
    if (expect.find("waits").isEmpty()) {
      return;
    }
    var wanted = new TreeSet<>(expect.leaves("waits").stream().map(Tree.Leaf::text).toList());
    var got = new TreeSet<>(plan.waiting().stream().map(step -> step.rule().hubspot()).toList());
    if (!wanted.equals(got)) {
      failed("waits", wanted.toString(), got.toString(), plan);
    }
  }

  private void failed(String option, String wanted, String got, LinkPlan plan) {
    StringBuilder why = new StringBuilder("Why:");
    for (FieldStep step : plan.steps()) {
      if (!step.hubspot().isEmpty() || !step.salesforce().isEmpty()) {
        Translated.Misfit misfit = step.misfit();
        why.append("\n      %s: %s".formatted(step.rule().label(), step.decision().why()))
            .append(misfit == null ? "" : ", but " + misfit.why());
      }
    }
    problems.add(
        Problem.error(
            expect.place(option),
            "failed-test",
            "\"%s\": %s expected %s and got %s.".formatted(test.text("name"), option, wanted, got),
            why.toString()));
  }
}
