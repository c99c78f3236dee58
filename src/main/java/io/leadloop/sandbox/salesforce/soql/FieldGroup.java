package io.leadloop.sandbox.salesforce.soql;

/** Which fields {@code FIELDS(...)} stands for. */
public enum FieldGroup {
  /** All that the user may see. */
  ALL,
  /** Those that the vendor made. */
  STANDARD,
  /** Those that an administrator made. */
  CUSTOM
}
