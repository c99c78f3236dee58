package io.leadloop.sandbox.salesforce.soql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as a query names it: {@code Email}, or over parents {@code Owner.Email}; or what a
 * function makes of one: {@code MAX(CreatedDate)}.
 *
 * @param function null for the field itself
 * @param names at least one
 * @param position counts characters of the query from 0
 */
public record FieldPath(@Nullable AggregateFunction function, List<String> names, int position) {
  /** The field itself. */
  public FieldPath(List<String> names, int position) {
    this(null, names, position);
  }

  /** The path as written. */
  public String text() {
    String path = String.join(".", names);
    return function == null ? path : function + "(" + path + ")";
  }
}
