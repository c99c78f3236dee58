package io.leadloop.sandbox.salesforce.org;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the administrators' rules on each save by the API, in the vendor's order: validation rules,
 * then duplicate rules; assignment chooses the owner of what may be saved. Guarded by the org's
 * lock.
 */
final class CustomRules {
  private final OrgData data;
  private final Duplicates duplicates;
  private OrgRules rules = OrgRules.NONE;

  CustomRules(OrgData data) {
    this.data = data;
    this.duplicates = new Duplicates(data);
  }

  OrgRules rules() {
    return rules;
  }

  void replace(OrgRules others) {
    rules = others;
  }

  /** Whether there is any rule for the object. */
  boolean any(ObjectDefinition object) {
    return rules.concern(object.name());
  }

  /**
   * Which rule the record breaks; null when none.
   *
   * @param self null for a new record
   * @param after the record as it would be
   */
  @Nullable RecordError check(
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Values after,
      Map<FieldDefinition, @Nullable Object> changes) {
    Reader reader = new Reader(data, null);
    for (ValidationRule rule : rules.validation()) {
      if (rule.object().equals(object.name())
          && Conditions.hold(reader, object, after, rule.condition())) {
        String field = rule.field();
        return new RecordError(
            "FIELD_CUSTOM_VALIDATION_EXCEPTION",
            rule.message(),
            field == null ? List.of() : List.of(field));
      }
    }
    return rules.duplicate().isEmpty()
        ? null
        : duplicates.check(rules.duplicate(), transaction, object, self, after, changes);
  }

  /** The changes with the owner that the assignment rule gives. */
  Map<FieldDefinition, @Nullable Object> assigned(
      Transaction transaction,
      ObjectDefinition object,
      Values after,
      Map<FieldDefinition, @Nullable Object> changes) {
    if (!transaction.options().autoAssign()) {
      return changes;
    }
    Reader reader = new Reader(data, null);
    for (AssignmentRule rule : rules.assignment()) {
      if (!rule.object().equals(object.name())) {
        continue;
      }
      for (AssignmentRule.Entry entry : rule.entries()) {
        String condition = entry.condition();
        if (condition == null || Conditions.hold(reader, object, after, condition)) {
          Map<FieldDefinition, @Nullable Object> owned = new LinkedHashMap<>(changes);
          owned.put(object.known("OwnerId"), data.userId(entry.ownerEmail()));
          return owned;
        }
      }
    }
    return changes;
  }
}
