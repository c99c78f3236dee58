package io.leadloop.sandbox.salesforce.org;

import java.util.List;

/** Why one record was not saved; {@code fields} are field names, possibly none. */
public record RecordError(String statusCode, String message, List<String> fields) {
  /** An error that concerns no field. */
  static RecordError of(String statusCode, String message) {
    return new RecordError(statusCode, message, List.of());
  }

  /** An error of one field. */
  static RecordError of(String statusCode, String message, FieldDefinition field) {
    return new RecordError(statusCode, message, List.of(field.name()));
  }
}
