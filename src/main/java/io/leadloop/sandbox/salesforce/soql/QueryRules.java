package io.leadloop.sandbox.salesforce.soql;

/** What the vendor refuses in a query that follows the grammar, whatever its object is. */
final class QueryRules {
  private static final int UNBOUNDED_ROWS_MAX = 200;

  private QueryRules() {}

  /**
   * @param start the query's first token, at which problems of the whole are shown
   */
  static void check(Query query, boolean child, Tokens tokens, Token start) {
    boolean grouped = query.grouped();
    if (child && grouped) {
      throw tokens.malformed(start, "A query of children cannot use aggregate functions");
    }
    if (query.order().stream().anyMatch(term -> !grouped && term.field().function() != null)) {
      throw tokens.malformed(start, "Ordered field must be grouped or aggregated");
    }
    if (grouped && query.groupBy().isEmpty() && query.rowsMax() != null) {
      throw SoqlProblem.whole(
          "MALFORMED_QUERY",
          "Non-grouped query that uses overall aggregate functions cannot also use LIMIT");
    }
    for (SelectItem item : query.items()) {
      if (item instanceof SelectItem.Field field && field.alias() != null && !grouped) {
        throw SoqlProblem.malformed(
            query.text(), field.path().position(), "only aggregate expressions use field aliasing");
      }
      if (grouped && !(item instanceof SelectItem.Field)) {
        throw tokens.malformed(start, "Grouped queries cannot use FIELDS or query children");
      }
      if (item instanceof SelectItem.Fields fields && !bounded(query, fields)) {
        throw SoqlProblem.malformed(
            query.text(),
            fields.position(),
            "The SOQL FIELDS function must have a LIMIT of at most " + UNBOUNDED_ROWS_MAX);
      }
    }
  }

  /** Ids for a comparison come from one field. */
  static void checkIds(Query ids, Tokens tokens, Token start) {
    if (!ids.plain() || ids.fields().size() != 1) {
      throw tokens.malformed(start, "only one field can be selected in a semi join sub-select");
    }
  }

  /** Nobody knows how many custom fields there are; of the standard ones one does. */
  private static boolean bounded(Query query, SelectItem.Fields fields) {
    Integer rowsMax = query.rowsMax();
    return fields.group() == FieldGroup.STANDARD
        || (rowsMax != null && rowsMax <= UNBOUNDED_ROWS_MAX);
  }
}
