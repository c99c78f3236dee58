package io.leadloop.sandbox.salesforce.soql;

import org.jspecify.annotations.Nullable;

/** One thing that a query asks for. */
public sealed interface SelectItem {
  /**
   * A field, or a function of one.
   *
   * @param alias its name in the answer; null when the query gives none
   */
  record Field(FieldPath path, @Nullable String alias) implements SelectItem {}

  /** {@code FIELDS(ALL)} and its like. */
  record Fields(FieldGroup group, int position) implements SelectItem {}

  /** A query over the children of each record; its object is the name of the relationship. */
  record Children(Query query) implements SelectItem {}
}
