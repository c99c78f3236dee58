package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.EmailRule;
import io.leadloop.sandbox.salesforce.rules.NumberRule;
import io.leadloop.sandbox.salesforce.rules.PicklistRule;
import io.leadloop.sandbox.salesforce.rules.Refusal;
import io.leadloop.sandbox.salesforce.rules.RequiredRule;
import io.leadloop.sandbox.salesforce.rules.TextRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The vendor's rules for single values and for required ones; the first broken one is told. */
final class Validation {
  private Validation() {}

  /** What is wrong with the changed values; null when nothing is. */
  static @Nullable RecordError check(Map<FieldDefinition, @Nullable Object> changes) {
    for (Map.Entry<FieldDefinition, @Nullable Object> change : changes.entrySet()) {
      Object value = change.getValue();
      RecordError error = value == null ? null : check(change.getKey(), value);
      if (error != null) {
        return error;
      }
    }
    return null;
  }

  /** Which required values the record would lack; null when none. */
  static @Nullable RecordError required(ObjectDefinition object, Values values) {
    List<String> missing =
        RequiredRule.missing(
            object.required().stream().map(FieldDefinition::name).toList(),
            name -> values.get(object.known(name)) != null);
    if (missing.isEmpty()) {
      return null;
    }
    Refusal refusal = RequiredRule.refusal(missing);
    return new RecordError(refusal.statusCode(), refusal.message(), missing);
  }

  private static @Nullable RecordError check(FieldDefinition field, Object value) {
    if (value instanceof String text) {
      return checkText(field, text);
    }
    return value instanceof Double number
        ? RecordError.of(
            NumberRule.refuse(field.label(), field.precision(), field.scale(), number), field)
        : null;
  }

  private static @Nullable RecordError checkText(FieldDefinition field, String text) {
    if (field.type().identifying()) {
      return RecordId.wellFormed(text)
          ? null
          : RecordError.of(
              "MALFORMED_ID",
              "%s: id value of incorrect type: %s".formatted(field.label(), text),
              field);
    }
    Refusal refusal = TextRule.refuse(field.label(), field.length(), text);
    if (refusal == null && field.type() == FieldType.EMAIL) {
      refusal = EmailRule.refuse(field.label(), text);
    }
    if (refusal == null && field.restricted()) {
      boolean several = field.type() == FieldType.MULTIPICKLIST;
      refusal = PicklistRule.refuse(field.label(), field.valueNames(), several, text);
    }
    return RecordError.of(refusal, field);
  }
}
