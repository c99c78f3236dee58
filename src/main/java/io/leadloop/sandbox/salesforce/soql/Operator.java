package io.leadloop.sandbox.salesforce.soql;

/** How a field and one literal are compared. */
public enum Operator {
  /** {@code =}. */
  EQUAL,
  /** {@code !=} and {@code <>}. */
  NOT_EQUAL,
  /** {@code <}. */
  LESS,
  /** {@code <=}. */
  LESS_OR_EQUAL,
  /** {@code >}. */
  GREATER,
  /** {@code >=}. */
  GREATER_OR_EQUAL,
  /** {@code LIKE}. */
  LIKE
}
