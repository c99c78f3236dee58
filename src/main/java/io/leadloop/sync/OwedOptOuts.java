package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldDecision;
import io.leadloop.merge.Verdict;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An opt-out that was ticked on a Lead which its person left counts like one on the records that
 * they have now: it is written to both, until both show it.
 */
final class OwedOptOuts {
  private static final String WHY =
      "the person opted out on a Lead that they left, and an opt-out wins";

  private OwedOptOuts() {}

  /**
   * The same plan with what is owed in the place of what it says about these lines.
   *
   * @param owed by rule id
   */
  static LinkPlan in(LinkPlan plan, Set<String> owed, Snapshot hubspot, Snapshot salesforce) {
    if (owed.isEmpty()) {
      return plan;
    }
    List<FieldStep> steps = new ArrayList<>();
    for (FieldStep step : plan.steps()) {
      List<FieldStep> instead =
          owed.contains(step.rule().id()) ? steps(step, hubspot, salesforce) : List.of();
      steps.addAll(instead.isEmpty() ? List.of(step) : instead);
    }
    return new LinkPlan(plan.salesforceObject(), steps);
  }

  private static List<FieldStep> steps(FieldStep step, Snapshot hubspot, Snapshot salesforce) {
    List<FieldStep> steps = new ArrayList<>();
    for (Side side : Side.values()) {
      FieldRule rule = step.rule();
      if (!isShown(rule, side, side == Side.HUBSPOT ? hubspot : salesforce)) {
        // The other side is to show it too, or does so: that is what settles the field.
        steps.add(
            new FieldStep(
                rule,
                new FieldDecision(Verdict.take(side.other()), WHY),
                side == Side.HUBSPOT ? step.hubspot() : "true",
                side == Side.SALESFORCE ? step.salesforce() : "true",
                side,
                "true",
                null));
      }
    }
    return steps;
  }

  /**
   * Those of the owed lines that all of these records show.
   *
   * @param records of both sides of one link
   */
  static Set<String> paid(Rules rules, Set<String> owed, Collection<Snapshot> records) {
    Set<String> paid = new HashSet<>(owed);
    for (Snapshot record : records) {
      paid.retainAll(shown(rules.optOuts(), record));
    }
    return paid;
  }

  /** The lines whose opt-out a record shows, by rule id. */
  static Set<String> shown(List<FieldRule> optOuts, Snapshot record) {
    Set<String> shown = new HashSet<>();
    for (FieldRule rule : optOuts) {
      if (isShown(rule, record.key().side(), record)) {
        shown.add(rule.id());
      }
    }
    return shown;
  }

  private static boolean isShown(FieldRule rule, Side side, Snapshot record) {
    String field = rule.field(side, record.key().object());
    return field != null && rule.canonical(record.shows(field)).equals("true");
  }
}
