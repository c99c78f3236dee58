package io.leadloop.plan;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Owners;
import io.leadloop.mapping.Translated;
import io.leadloop.merge.FieldDecision;
import io.leadloop.merge.FieldMerge;
import io.leadloop.merge.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of one link. Pure: no clock, no input or output; the same state always gives the
 * same plan.
 */
public final class LinkPlanner {
  private final Mapping mapping;
  private final Owners owners;

  public LinkPlanner(Mapping mapping, Owners owners) {
    this.mapping = mapping;
    this.owners = owners;
  }

  /** What brings two linked records into agreement. */
  public LinkPlan plan(LinkState state) {
    String object = state.salesforce().key().object();
    List<FieldStep> steps = new ArrayList<>();
    for (FieldRule rule : mapping.rules()) {
      String field = rule.field(Side.SALESFORCE, object);
      if (field == null) {
        continue;
      }
      String hubspot = state.hubspot().shows(rule.hubspot());
      String salesforce = state.salesforce().shows(field);
      FieldDecision decision =
          FieldMerge.merge(
              rule,
              state.baselines().get(rule.id()),
              hubspot,
              salesforce,
              state.times().get(rule.id()),
              owners);
      steps.add(step(rule, decision, hubspot, salesforce));
    }
    return new LinkPlan(object, steps);
  }

  /**
   * What a new record on the other side is given.
   *
   * @param from the record that exists, derived fields included
   * @param salesforceObject the kind of Salesforce record that exists or is created
   */
  public LinkPlan planCreate(Snapshot from, String salesforceObject) {
    Side source = from.key().side();
    List<FieldStep> steps = new ArrayList<>();
    for (FieldRule rule : mapping.rules()) {
      String field = rule.field(source, salesforceObject);
      if (field == null || rule.field(Side.SALESFORCE, salesforceObject) == null) {
        continue;
      }
      String raw = from.shows(field);
      FieldDecision decision =
          rule.writesTo(source.other())
              ? new FieldDecision(
                  Verdict.take(source), "the record is new in " + source.other().label())
              : new FieldDecision(
                  Verdict.SETTLED, "the field flows to " + source.label() + " alone");
      FieldStep step =
          step(
              rule,
              decision,
              source == Side.HUBSPOT ? raw : "",
              source == Side.SALESFORCE ? raw : "");
      boolean writesNothing =
          step.writes() != null && (step.after().isEmpty() || (rule.isOptOut() && !step.optsOut()));
      steps.add(writesNothing ? step.unwritten() : step);
    }
    return new LinkPlan(salesforceObject, steps);
  }

  private FieldStep step(
      FieldRule rule, FieldDecision decision, String hubspot, String salesforce) {
    Side from = source(decision.verdict());
    if (from == null) {
      return new FieldStep(rule, decision, hubspot, salesforce, null, "", null);
    }
    if (!rule.writesTo(from.other())) {
      FieldDecision kept =
          new FieldDecision(
              Verdict.REBASE, decision.why() + ", but hands_off keeps this field as it is");
      return new FieldStep(rule, kept, hubspot, salesforce, null, "", null);
    }
    Translated translated =
        rule.translate(from, from == Side.HUBSPOT ? hubspot : salesforce, owners);
    if (translated instanceof Translated.Misfit misfit) {
      return new FieldStep(rule, decision, hubspot, salesforce, null, "", misfit);
    }
    String text = ((Translated.Fits) translated).text();
    if (text.isEmpty()
        && rule.blanks() == Blanks.KEPT_OUT
        && !(from == Side.HUBSPOT ? salesforce : hubspot).isEmpty()) {
      FieldDecision kept =
          new FieldDecision(
              Verdict.REBASE,
              decision.why() + ", but it has no counterpart there, and blanks are kept out");
      return new FieldStep(rule, kept, hubspot, salesforce, null, "", null);
    }
    return new FieldStep(rule, decision, hubspot, salesforce, from.other(), text, null);
  }

  private static @Nullable Side source(Verdict verdict) {
    return switch (verdict) {
      case TAKE_HUBSPOT -> Side.HUBSPOT;
      case TAKE_SALESFORCE -> Side.SALESFORCE;
      case SETTLED, REBASE, UNDECIDED, PARK -> null;
    };
  }
}
