package io.leadloop.config;

import io.leadloop.content.LeadContext;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.FieldRule;
import io.leadloop.mapping.Flow;
import io.leadloop.mapping.Form;
import io.leadloop.mapping.Mapping;
import io.leadloop.mapping.Place;
import io.leadloop.mapping.UnknownValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a mapping line may not say although each of its words is right. */
final class MappingChecks {
  private static final Set<Form> TEXTS = EnumSet.of(Form.TEXT, Form.TRIM, Form.LOWER, Form.PHONE);

  private final FieldRule rule;
  private final Tree.Branch line;
  private final List<Problem> problems;

  private MappingChecks(FieldRule rule, Tree.Branch line, List<Problem> problems) {
    this.rule = rule;
    this.line = line;
    this.problems = problems;
  }

  static void check(FieldRule rule, Tree.Branch line, List<Problem> problems) {
    MappingChecks checks = new MappingChecks(rule, line, problems);
    checks.computed();
    checks.unknownWords();
    checks.blanksAndLengths();
    checks.optOuts();
  }

  private void computed() {
    String hubspot = rule.hubspot();
    String salesforce = rule.salesforce();
    if (Mapping.isDerived(hubspot)) {
      computed("hubspot", hubspot, Mapping.CONTEXT, LeadContext.FIELDS, Flow.FROM_HUBSPOT);
    }
    if (Mapping.isDerived(salesforce)) {
      computed(
          "salesforce", salesforce, Mapping.DISPOSITION, Dispositions.FIELDS, Flow.FROM_SALESFORCE);
    }
  }

  private void computed(
      String side, String field, String prefix, List<String> fields, Flow needed) {
    if (!field.startsWith(prefix)) {
      error(
          side,
          "wrong-side",
          "%s is computed from the other side and cannot stand under %s.".formatted(field, side),
          "");
    } else if (!fields.contains(field)) {
      error(
          side,
          "unknown-field",
          "There is no computed field \"%s\".".formatted(field),
          Nearest.hint(field, fields));
    } else if (rule.flow() != needed) {
      error(
          "flow",
          "computed-field",
          "%s is computed and cannot be written.".formatted(field),
          "Say flow: " + needed.name().toLowerCase(Locale.ROOT) + " in this line.");
    }
  }

  private void unknownWords() {
    boolean owner = rule.form() == Form.OWNER;
    if (owner && line.find("values").isPresent()) {
      error(
          "values",
          "owner-values",
          "Owners are joined by e-mail address and need no value table.",
          "Leave values out; unknown: { default: E-MAIL } names who gets what has no owner.");
    } else if (!owner && line.find("unknown").isPresent() && line.find("values").isEmpty()) {
      error(
          "unknown",
          "unknown-without-values",
          "unknown says what happens to words that a value table does not list, and there is none"
              + " here.",
          "Name a table with values, or leave unknown out.");
    }
    if (rule.values() == null) {
      return;
    }
    if (rule.values().unknown() instanceof UnknownValue.Default && rule.flow() == Flow.BOTH_WAYS) {
      error(
          line.find("unknown").isPresent() ? "unknown" : "values",
          "default-both-ways",
          "A default for unknown words would come back as an edit on a field that flows both ways.",
          "Say flow: from_hubspot or from_salesforce, or let unknown words park or pass.");
    }
  }

  private void blanksAndLengths() {
    boolean writesSalesforce = rule.writesTo(Side.SALESFORCE);
    if (rule.ifBlank() != null && !writesSalesforce) {
      error(
          "if_blank",
          "if-blank-unused",
          "if_blank fills a Salesforce field, and this line never writes to Salesforce.",
          "Leave if_blank out.");
    }
    if (rule.ifBlank() != null && rule.ifBlank().isBlank()) {
      error("if_blank", "if-blank-empty", "if_blank is blank itself.", "Give it a text.");
    }
    if (rule.cutAt() > 0 && !TEXTS.contains(rule.form())) {
      error(
          "cut_at",
          "cut-not-text",
          "A value of the form %s means something else when it is cut.".formatted(form()),
          "Leave cut_at out.");
    }
    if (rule.handsOff() && rule.flow() == Flow.FROM_HUBSPOT) {
      error(
          "hands_off",
          "hands-off-from-hubspot",
          "hands_off keeps Salesforce as it is and flow: from_hubspot writes only there: the line"
              + " does nothing.",
          "Leave out one of them.");
    }
  }

  /** What would weaken an opt-out, or says nothing about one. */
  private void optOuts() {
    if (rule.hubspot().equals(FieldRule.HUBSPOT_EMAIL_OPT_OUT)
        && rule.flow() != Flow.FROM_HUBSPOT) {
      error(
          "flow",
          "computed-by-hubspot",
          "HubSpot computes hs_email_optout, and only the person can lift an opt-out there.",
          "Say as: opt_out, flow: from_hubspot; an opt-out in Salesforce reaches HubSpot all the same.");
    }
    if (!rule.isOptOut()) {
      return;
    }
    List<String> idle = List.of("both_changed", "blanks", "if_blank", "values", "unknown");
    for (String option : idle) {
      if (line.find(option).isPresent()) {
        meaningless(option);
      }
    }
    if (rule.handsOff()) {
      meaningless("hands_off");
    }
  }

  private void meaningless(String option) {
    error(
        option,
        "opt-out-wins",
        "An opt-out wins over every rule, so %s has no meaning in this line.".formatted(option),
        "Leave %s out; flow says on which side an opt-out may be lifted.".formatted(option));
  }

  private String form() {
    return rule.form().word();
  }

  private void error(String option, String code, String message, String hint) {
    problems.add(Problem.error(line.place(option), code, message, hint));
  }

  /** Two lines that would write the same field, and two lines for the same pair. */
  static void checkTogether(List<FieldRule> rules, List<Problem> problems) {
    Map<String, Place> pairs = new HashMap<>();
    Map<String, FieldRule> writers = new HashMap<>();
    for (FieldRule rule : rules) {
      Place first = pairs.putIfAbsent(rule.id().toLowerCase(Locale.ROOT), rule.place());
      if (first != null) {
        problems.add(
            Problem.error(
                rule.place(),
                "same-pair",
                "%s is mapped in line %d already.".formatted(rule.label(), first.line()),
                "Keep one of the two lines."));
        continue;
      }
      for (String target : targets(rule)) {
        FieldRule other = writers.putIfAbsent(target.toLowerCase(Locale.ROOT), rule);
        if (other != null) {
          problems.add(
              Problem.error(
                  rule.place(),
                  "two-lines-one-target",
                  "%s is written by line %d already (%s)."
                      .formatted(target, other.place().line(), other.label()),
                  "Let one line write it: give the other a flow away from it, or remove it."));
          break;
        }
      }
    }
  }

  /** The fields that the loop writes for itself are not the mapping's. */
  static void checkReserved(Mapping mapping, Settings settings, List<Problem> problems) {
    Set<String> reserved = new HashSet<>();
    reserved.add(settings.hubspot().keyProperty());
    reserved.add(settings.hubspot().tokenProperty());
    reserved.add(settings.salesforce().keyField());
    reserved.add(settings.salesforce().tokenField());
    for (FieldRule rule : mapping.rules()) {
      for (String field : List.of(rule.hubspot(), rule.salesforce())) {
        if (reserved.contains(field)) {
          problems.add(
              Problem.error(
                  rule.place(),
                  "reserved-field",
                  "Leadloop keeps its own mark in %s, so no line may map it.".formatted(field),
                  "Remove the line."));
        }
      }
    }
  }

  private static List<String> targets(FieldRule rule) {
    List<String> targets = new ArrayList<>();
    if (rule.writesTo(Side.HUBSPOT)) {
      targets.add("HubSpot's " + rule.hubspot());
    }
    if (rule.writesTo(Side.SALESFORCE)) {
      targets.add("Lead." + rule.salesforce());
      String contact = rule.field(Side.SALESFORCE, RecordKey.CONTACT);
      if (contact != null) {
        targets.add("Contact." + contact);
      }
    }
    return targets;
  }
}
