package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.FieldStep;
import io.leadloop.store.JournalRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the steps of a plan stand in the journal. */
final class JournalFields {
  private JournalFields() {}

  /** The steps that write this side. */
  static List<JournalRow.Field> written(List<FieldStep> steps, Side side) {
    return steps.stream().filter(step -> step.writes() == side).map(JournalFields::of).toList();
  }

  /** The same by the id of the rule. */
  static Map<String, JournalRow.Field> byRule(List<FieldStep> steps, Side side) {
    Map<String, JournalRow.Field> fields = new LinkedHashMap<>();
    for (FieldStep step : steps) {
      if (step.writes() == side) {
        fields.put(step.rule().id(), of(step));
      }
    }
    return fields;
  }

  static JournalRow.Field of(FieldStep step) {
    Side side = step.writes();
    return new JournalRow.Field(
        step.rule().label(),
        step.rule().place().lineText(),
        step.hubspot(),
        step.salesforce(),
        side == null ? "" : step.after(),
        why(step));
  }

  /** What a record showed that was deleted, so that it can be made again when no bin has it. */
  static List<JournalRow.Field> of(Rules rules, Work.Resting deleted, String why) {
    Snapshot shown = Objects.requireNonNull(deleted.survivor());
    Side side = shown.key().side();
    List<JournalRow.Field> fields = new ArrayList<>();
    for (FieldRule rule : rules.mapping().rules()) {
      String field = rule.field(side, shown.key().object());
      String value = field == null ? "" : shown.shows(field);
      if (!value.isEmpty()) {
        FieldBaseline known =
            deleted.row().fields().getOrDefault(rule.id(), new FieldBaseline("", ""));
        FieldBaseline before = known.with(side, value);
        fields.add(
            new JournalRow.Field(
                rule.label(),
                rule.place().lineText(),
                before.hubspot(),
                before.salesforce(),
                "",
                why));
      }
    }
    return fields;
  }

  private static String why(FieldStep step) {
    var misfit = step.misfit();
    return misfit == null ? step.decision().why() : step.decision().why() + "; but " + misfit.why();
  }

  static @Nullable Long linkId(long id) {
    return id == 0 ? null : id;
  }
}
