package io.leadloop.sandbox.salesforce.soql;

import java.util.List;

/**
 * A field as a query names it: {@code Email}, or over parents {@code Owner.Email}.
 *
 * @param names at least one
 * @param position counts characters of the query from 0
 */
public record FieldPath(List<String> names, int position) {
  /** The path as written. */
  public String text() {
    return String.join(".", names);
  }
}
