package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The vendor's rules for single values and for required ones; the first broken one is told. */
final class Validation {
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

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
    List<String> missing = new ArrayList<>();
    for (FieldDefinition field : object.required()) {
      if (values.get(field) == null) {
        missing.add(field.name());
      }
    }
    return missing.isEmpty()
        ? null
        : new RecordError(
            "REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing);
  }

  private static @Nullable RecordError check(FieldDefinition field, Object value) {
    if (value instanceof String text) {
      return checkText(field, text);
    }
    if (value instanceof Double number) {
      boolean fits = Math.abs(number) < Math.pow(10, field.precision() - field.scale());
      return fits
          ? null
          : RecordError.of(
              "NUMBER_OUTSIDE_VALID_RANGE",
              "%s: value outside of valid range on numeric field: %s"
                  .formatted(field.label(), number),
              field);
    }
    return null;
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
    if (text.length() > field.length()) {
      return RecordError.of(
          "STRING_TOO_LONG",
          "%s: data value too large: %s (max length=%d)"
              .formatted(field.label(), text, field.length()),
          field);
    }
    if (field.type() == FieldType.EMAIL && !EMAIL.matcher(text).matches()) {
      return RecordError.of(
          "INVALID_EMAIL_ADDRESS",
          "%s: invalid email address: %s".formatted(field.label(), text),
          field);
    }
    return field.restricted() ? checkRestricted(field, text) : null;
  }

  private static @Nullable RecordError checkRestricted(FieldDefinition field, String text) {
    String[] chosen =
        field.type() == FieldType.MULTIPICKLIST ? text.split(";", -1) : new String[] {text};
    for (String value : chosen) {
      if (field.values().stream().noneMatch(known -> known.value().equals(value))) {
        return RecordError.of(
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "%s: bad value for restricted picklist field: %s".formatted(field.label(), value),
            field);
      }
    }
    return null;
  }
}
