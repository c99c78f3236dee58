package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.DuplicateRule;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import org.jspecify.annotations.Nullable;

/** Refuses rules that could not be followed, before they are in force. */
final class RulesCheck {
  private RulesCheck() {}

  static void check(Reader reader, OrgRules rules) {
    for (ValidationRule rule : rules.validation()) {
      condition(reader, object(reader, rule.object()), rule.condition());
    }
    for (DuplicateRule rule : rules.duplicate()) {
      ObjectDefinition object = object(reader, rule.object());
      for (DuplicateRule.Match match : rule.matches()) {
        ObjectDefinition other = object(reader, match.object());
        for (String field : match.fields()) {
          field(object, field);
          field(other, field);
        }
      }
    }
    for (AssignmentRule rule : rules.assignment()) {
      ObjectDefinition object = object(reader, rule.object());
      field(object, "OwnerId");
      for (AssignmentRule.Entry entry : rule.entries()) {
        condition(reader, object, entry.condition());
        try {
          reader.data().userId(entry.ownerEmail());
        } catch (IllegalArgumentException e) {
          throw new ApiError(400, "INVALID_ARGUMENT", String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static ObjectDefinition object(Reader reader, String name) {
    ObjectDefinition object = reader.data().schema().object(name);
    if (object == null) {
      throw new ApiError(400, "INVALID_TYPE", "no object is called " + name);
    }
    return object;
  }

  private static void field(ObjectDefinition object, String name) {
    if (object.field(name) == null) {
      throw ApiError.noColumn(name, object);
    }
  }

  private static void condition(
      Reader reader, ObjectDefinition object, @Nullable String condition) {
    if (condition == null) {
      return;
    }
    try {
      Conditions.hold(reader, object, Values.none(object.fields().size()), condition);
    } catch (SoqlProblem e) {
      throw new ApiError(400, e.errorCode(), e.text());
    }
  }
}
