package io.leadloop.sandbox.salesforce.soql;

import java.util.List;

/** A WHERE or HAVING clause. */
public sealed interface Condition {
  /** All hold. */
  record And(List<Condition> parts) implements Condition {}

  /** At least one holds. */
  record Or(List<Condition> parts) implements Condition {}

  /** It does not hold. */
  record Not(Condition part) implements Condition {}

  /** A field against one value. */
  record Compare(FieldPath field, Operator operator, Literal value) implements Condition {}

  /** A field in a list of values, or not in it. */
  record In(FieldPath field, boolean negated, List<Literal> values) implements Condition {}

  /**
   * A reference among the ids that another query finds, or not among them.
   *
   * @param query which asks for one field
   */
  record InQuery(FieldPath field, boolean negated, Query query) implements Condition {}

  /**
   * A field of several values against combinations of some: {@code 'a;b'} asks for both. One of
   * them is there, or none.
   */
  record Includes(FieldPath field, boolean negated, List<Literal> values) implements Condition {}
}
