package io.leadloop.simulation;

import io.leadloop.content.EngagementWindows;
import io.leadloop.content.LeadContext;
import io.leadloop.feedback.DispositionRule;
import io.leadloop.feedback.Dispositions;
import io.leadloop.gate.Criterion;
import io.leadloop.gate.Gate;
import io.leadloop.gate.LeadDefinition;
import io.leadloop.gate.ReEngagement;
import io.leadloop.lead.RecordKey;
import io.leadloop.mapping.Blanks;
import io.leadloop.mapping.BothChanged;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.sandbox.hubspot.rules.LifecycleRule;
import io.leadloop.sync.OnDelete;
import io.leadloop.sync.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A small mapping with one line for each kind of rule. */
final class SimulatedRules {
  static final String CITY = "city";
  static final String RATING = "rating";

  /** HubSpot ignores a step back of it. */
  static final String STAGE = LifecycleRule.PROPERTY;

  /**
   * What a brake lets through: that a person does not want to be called, on both sides, and the key
   * that may go with it.
   */
  static final Set<String> UNBRAKED = Set.of("no_calls", "DoNotCall", FakeSalesforce.KEY);

  private SimulatedRules() {}

  static final List<FieldRule> FIELDS =
      List.of(
          FieldRule.of("email", "Email").form(Form.EMAIL),
          FieldRule.of("phone", "Phone"),
          FieldRule.of("company", "Company")
              .bothChanged(BothChanged.SALESFORCE)
              .ifBlank("(none)")
              .contact(null),
          FieldRule.of("firstname", "FirstName").bothChanged(BothChanged.HUBSPOT),
          FieldRule.of(CITY, "City").flow(Flow.FROM_HUBSPOT).contact("MailingCity"),
          FieldRule.of("title", "Title").bothChanged(BothChanged.PARK),
          FieldRule.of("website", "Website").blanks(Blanks.CARRIED).contact(null),
          FieldRule.of(RATING, "Rating").bothChanged(BothChanged.SALESFORCE).contact(null),
          FieldRule.of("numemployees", "NumberOfEmployees").form(Form.NUMBER).contact(null),
          FieldRule.of(STAGE, "Stage__c"),
          FieldRule.of("no_calls", "DoNotCall").form(Form.OPT_OUT).flow(Flow.FROM_HUBSPOT),
          FieldRule.of("sales_said", Dispositions.NAME).flow(Flow.FROM_SALESFORCE),
          FieldRule.of("sales_reason", Dispositions.REASON).flow(Flow.FROM_SALESFORCE));

  /** Marks a contact that is not to be created in Salesforce. */
  static final String BLOCKED = "blocked";

  /** Fields into which people type what nobody typed before, so that it can be told apart. */
  static final Predicate<FieldRule> IS_FREE_TEXT =
      rule ->
          !rule.hubspot().startsWith("sales_")
              && (rule.form() == Form.TEXT || rule.form() == Form.NUMBER)
              && !rule.handsOff()
              && !rule.hubspot().equals(STAGE)
              && !rule.hubspot().equals(RATING);

  private static final Gate NOT_BLOCKED =
      new Gate(
          true,
          List.of(),
          List.of(),
          List.of(new Criterion(BLOCKED, Criterion.Test.IS, List.of("true"))));

  /** Whoever comes back to a rejected Lead gets a new one. */
  static final ReEngagement NEW_LEADS =
      new ReEngagement(Set.of("rejected"), Set.of("rejected"), ReEngagement.OFF.dueIn());

  /** Whoever comes back to a rejected Lead is a Task for its owner. */
  static final ReEngagement TASKS = new ReEngagement(Set.of("rejected"), ReEngagement.OFF.dueIn());

  /** A deletion marks the other record, and nobody who comes back is anything new. */
  static Rules rules() {
    return rules(FIELDS, false, ReEngagement.OFF);
  }

  /**
   * The same with other lines.
   *
   * @param deletes whether a record is deleted when its counterpart is
   * @param reEngagement what becomes of whoever comes back
   */
  static Rules rules(List<FieldRule> lines, boolean deletes, ReEngagement reEngagement) {
    return new Rules(
        new Mapping(lines),
        new LeadDefinition(NOT_BLOCKED, Gate.ALWAYS, LeadDefinition.Assignment.RULES, reEngagement),
        new LeadContext(EngagementWindows.USUAL),
        new Dispositions(
            "Status",
            "Reason",
            List.of(
                new DispositionRule("accepted", List.of("Working"), false, false, Map.of()),
                new DispositionRule("rejected", List.of("Rejected"), false, true, Map.of()),
                new DispositionRule("converted", List.of(), true, false, Map.of()))),
        deletes
            ? Map.of(
                RecordKey.HUBSPOT_CONTACTS, OnDelete.DELETE,
                RecordKey.LEAD, OnDelete.DELETE,
                RecordKey.CONTACT, OnDelete.DELETE)
            : Map.of());
  }
}
