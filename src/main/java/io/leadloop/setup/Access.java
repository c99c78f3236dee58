package io.leadloop.setup;

/**
 * What the integration user may do with one field.
 *
 * @param object {@code Lead} or {@code Contact}
 * @param edit whether the field is written, and not only read
 */
public record Access(String object, String field, boolean edit) {
  /** {@code Lead.Phone}. */
  String fullName() {
    return object + "." + field;
  }

  /** Whether somebody of this org made the field. */
  boolean isCustom() {
    return field.endsWith("__c");
  }

  /** {@code edit Lead.Phone}. */
  String text() {
    return (edit ? "edit " : "read ") + fullName();
  }
}
