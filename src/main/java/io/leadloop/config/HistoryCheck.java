package io.leadloop.config;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Mapping;
import io.leadloop.sync.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether Salesforce keeps the edits of the fields in which the later edit is to win. HubSpot keeps
 * them of every property. Pure.
 */
public final class HistoryCheck {
  private static final String HINT =
      "A Salesforce admin: Setup > Object Manager > %s > Fields & Relationships > Set History"
          + " Tracking. Or say both_changed: hubspot, salesforce or park.";

  private final String object;
  private final Standing.History history;
  private final List<FieldRule> rules;
  private final List<Problem> problems;

  private HistoryCheck(
      String object, Standing.History history, List<FieldRule> rules, List<Problem> problems) {
    this.object = object;
    this.history = history;
    this.rules = rules;
    this.problems = problems;
  }

  /** The Salesforce fields whose edits decide, by object. */
  public static Map<String, Set<String>> fields(Config config) {
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      Set<String> names = new LinkedHashSet<>();
      for (FieldRule rule : rules(config)) {
        String name = rule.field(Side.SALESFORCE, object);
        if (name != null) {
          names.add(name);
        }
      }
      if (!names.isEmpty()) {
        fields.put(object, names);
      }
    }
    return fields;
  }

  /**
   * Warnings, at the lines of the mapping.
   *
   * @param histories by object; one that nothing is known of is not checked
   */
  public static List<Problem> check(Config config, Map<String, Standing.History> histories) {
    List<Problem> problems = new ArrayList<>();
    List<FieldRule> rules = rules(config);
    fields(config)
        .keySet()
        .forEach(
            object -> {
              Standing.History history = histories.get(object);
              if (history != null) {
                new HistoryCheck(object, history, rules, problems).check();
              }
            });
    return problems;
  }

  private static List<FieldRule> rules(Config config) {
    return config.mapping().rules().stream()
        .filter(rule -> rule.flow() == Flow.BOTH_WAYS)
        .filter(rule -> rule.bothChanged() == BothChanged.LATEST)
        .filter(rule -> !rule.handsOff() && !rule.isOptOut())
        .filter(rule -> !Mapping.isDerived(rule.salesforce()))
        .toList();
  }

  private void check() {
    if (!history.kept()) {
      warn(
          rules.get(0),
          "no-history",
          "Salesforce keeps no history of %ss, or does not show it to our user, so both_changed: latest goes by the time of the"
                  .formatted(object)
              + " whole record there.");
      return;
    }
    List<String> untold = new ArrayList<>();
    for (FieldRule rule : rules) {
      String name = rule.field(Side.SALESFORCE, object);
      if (name == null) {
        continue;
      }
      Boolean tracked = history.tracked().get(name);
      if (tracked == null) {
        untold.add(name);
      } else if (!tracked) {
        warn(
            rule,
            "history-not-tracked",
            "Salesforce does not keep the history of %s.%s, so both_changed: latest goes by the time of the whole record there."
                .formatted(object, name));
      }
    }
    if (!untold.isEmpty()) {
      warn(
          rules.get(0),
          "history-unknown",
          "Salesforce does not tell whether it keeps the history of %s's %s, for which both_changed: latest asks."
              .formatted(object, String.join(", ", untold)));
    }
  }

  private void warn(FieldRule rule, String code, String message) {
    problems.add(Problem.warning(rule.place(), code, message, HINT.formatted(object)));
  }
}
