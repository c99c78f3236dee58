package io.leadloop.salesforce;

/** Who a lead that we create belongs to. */
public enum Assignment {
  /** Salesforce's own assignment rules hand it to a rep. */
  RULES,
  /** The owner that the mapping names. */
  OWNER,
  /** The user that this program logs in as. */
  INTEGRATION_USER;

  /**
   * What {@code Sforce-Auto-Assign} says on creates. Salesforce takes a missing header for TRUE, so
   * it is always sent.
   */
  String autoAssignHeader() {
    return this == RULES ? "TRUE" : "FALSE";
  }
}
