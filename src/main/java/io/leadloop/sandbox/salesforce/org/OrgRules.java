package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.DuplicateRule;
import java.util.List;

/** The rules that an org's administrators made; a new org has none. */
public record OrgRules(
    List<DuplicateRule> duplicate,
    List<ValidationRule> validation,
    List<AssignmentRule> assignment) {
  /** No rules. */
  public static final OrgRules NONE = new OrgRules(List.of(), List.of(), List.of());

  boolean concern(String object) {
    return duplicate.stream().anyMatch(rule -> rule.object().equals(object))
        || validation.stream().anyMatch(rule -> rule.object().equals(object))
        || assignment.stream().anyMatch(rule -> rule.object().equals(object));
  }
}
