package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.salesforce.rules.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one record was not saved.
 *
 * @param fields names, possibly none
 * @param duplicates what a duplicate rule found; null for every other error
 */
public record RecordError(
    String statusCode, String message, List<String> fields, @Nullable ObjectNode duplicates) {
  /** An error of some fields, possibly none. */
  public RecordError(String statusCode, String message, List<String> fields) {
    this(statusCode, message, fields, null);
  }

  /** An error that concerns no field. */
  static RecordError of(String statusCode, String message) {
    return new RecordError(statusCode, message, List.of());
  }

  /** An error of one field. */
  static RecordError of(String statusCode, String message, FieldDefinition field) {
    return new RecordError(statusCode, message, List.of(field.name()));
  }

  /** What a rule refuses; null when it does not. */
  static @Nullable RecordError of(@Nullable Refusal refusal, FieldDefinition field) {
    return refusal == null ? null : of(refusal.statusCode(), refusal.message(), field);
  }

  /** What a rule refuses about no field; null when it does not. */
  static @Nullable RecordError of(@Nullable Refusal refusal) {
    return refusal == null ? null : of(refusal.statusCode(), refusal.message());
  }
}
