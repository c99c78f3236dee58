package io.leadloop.plan;

import io.leadloop.lead.Side;
import io.leadloop.lead.Value;
import io.leadloop.merge.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would be written to bring one link into agreement, field by field, and why. Apply reads
 * nothing else.
 *
 * @param salesforceObject the kind of Salesforce record that it was made for
 * @param steps one for each rule that applies to this kind of record, in the order of the mapping
 */
public record LinkPlan(String salesforceObject, List<FieldStep> steps) {
  public LinkPlan {
    steps = List.copyOf(steps);
  }

  /** The values for one side, by the field's name; empty when that side is not written. */
  public Map<String, Value> writes(Side side) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (FieldStep step : steps) {
      String field = step.rule().field(side, salesforceObject);
      if (step.writes() == side && field != null) {
        values.put(field, step.rule().value(step.after()));
      }
    }
    return values;
  }

  /** The same without these fields of one side, whose values the vendor does not take. */
  public LinkPlan without(Side side, Set<String> fields) {
    return new LinkPlan(
        salesforceObject,
        steps.stream()
            .map(
                step ->
                    step.writes() == side
                            && isOneOf(step.rule().field(side, salesforceObject), fields)
                        ? step.refused()
                        : step)
            .toList());
  }

  /** Whether one of these fields of one side would say that the person wants no contact. */
  public boolean optsOutBy(Side side, Set<String> fields) {
    return steps.stream()
        .anyMatch(
            step ->
                step.optsOut()
                    && step.writes() == side
                    && isOneOf(step.rule().field(side, salesforceObject), fields));
  }

  private static boolean isOneOf(@Nullable String field, Set<String> fields) {
    return field != null && fields.stream().anyMatch(field::equalsIgnoreCase);
  }

  public boolean writesTo(Side side) {
    return steps.stream().anyMatch(step -> step.writes() == side);
  }

  /** Whether it writes that the person does not want to be contacted. */
  public boolean optsOut() {
    return steps.stream().anyMatch(FieldStep::optsOut);
  }

  /**
   * The opt-outs alone, so that nothing that is wrong with another field can keep one back; all
   * else is put off.
   */
  public LinkPlan optOutsFirst() {
    return new LinkPlan(
        salesforceObject,
        steps.stream()
            .map(step -> step.writes() == null || step.optsOut() ? step : step.unwritten())
            .toList());
  }

  /** All but the opt-outs, which are put off. */
  public LinkPlan besidesOptOuts() {
    return new LinkPlan(
        salesforceObject,
        steps.stream().map(step -> step.optsOut() ? step.unwritten() : step).toList());
  }

  /** The same without what it would write on this side. */
  public LinkPlan sparing(Side side) {
    return new LinkPlan(
        salesforceObject, steps.stream().filter(step -> step.writes() != side).toList());
  }

  /** Whether a field cannot be decided before the vendors were asked when it was edited. */
  public boolean needsTimes() {
    return steps.stream().anyMatch(step -> step.decision().verdict() == Verdict.UNDECIDED);
  }

  /** Whether people changed one field on both sides. */
  public boolean hasConflict() {
    return steps.stream()
        .anyMatch(
            step ->
                step.decision().verdict() == Verdict.UNDECIDED
                    || step.decision().verdict() == Verdict.PARK);
  }

  /** The fields that wait for a person. */
  public List<FieldStep> waiting() {
    return steps.stream().filter(FieldStep::waits).toList();
  }
}
