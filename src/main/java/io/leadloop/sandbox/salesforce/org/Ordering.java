package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.UniqueRule;
import java.time.Instant;
import java.time.LocalDate;

/**
 * How Salesforce compares values of one field: text without regard to case, ids exactly by their
 * first 15 characters, moments to the second.
 */
final class Ordering {
  private Ordering() {}

  /** What is compared in place of the value. */
  static Comparable<?> key(FieldDefinition field, Object value) {
    if (value instanceof String text) {
      return field.type().identifying() ? RecordId.shortOf(text) : UniqueRule.key(text);
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean || value instanceof LocalDate || value instanceof Instant) {
      return (Comparable<?>) value;
    }
    throw new IllegalStateException("A field cannot hold " + value.getClass());
  }

  /** Compares two keys of one field. */
  @SuppressWarnings("unchecked") // keys of one field are of one type
  static int compare(Comparable<?> left, Comparable<?> right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
