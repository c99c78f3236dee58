package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Runs queries. Guarded by the org's lock. */
final class QueryRunner {
  /** The largest OFFSET that the vendor takes. */
  private static final int ROWS_SKIPPED_MAX = 2000;

  private final Reader reader;
  private final Query query;
  private final ObjectDefinition object;

  private QueryRunner(Reader reader, Query query, ObjectDefinition object) {
    this.reader = reader;
    this.query = query;
    this.object = object;
  }

  /**
   * The rows that a query finds.
   *
   * @param deletedToo as {@code queryAll} does
   * @param tooling whether the Tooling API asks, which knows other objects
   * @throws SoqlProblem when it names what does not exist or cannot be filtered or sorted
   */
  static QueryResult run(Reader reader, Query query, boolean deletedToo, boolean tooling) {
    ObjectDefinition object = reader.data().schema().object(query.object(), tooling);
    if (object == null) {
      throw SoqlProblem.at(
          "INVALID_TYPE",
          query.text(),
          query.objectPosition(),
          "sObject type '%s' is not supported. If you are attempting to use a custom object, be sure"
                  .formatted(query.object())
              + " to append the '__c' after the entity name. Please reference your WSDL or the"
              + " describe call for the appropriate names.");
    }
    return new QueryRunner(reader, query, object).run(deletedToo);
  }

  private QueryResult run(boolean deletedToo) {
    Projection projection = projection();
    Sorting.check(reader, object, query);
    if (query.rowsSkipped() > ROWS_SKIPPED_MAX) {
      throw SoqlProblem.whole(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + ROWS_SKIPPED_MAX);
    }
    List<Found> found = matching(deletedToo);
    Integer rowsMax = query.rowsMax();
    long wanted = rowsMax == null ? found.size() : (long) query.rowsSkipped() + rowsMax;
    int to = (int) Math.min(found.size(), wanted);
    if (!query.order().isEmpty()) {
      found = Sorting.sort(reader, object, query, found, to);
    }
    int from = Math.min(query.rowsSkipped(), to);
    return new QueryResult(projection, List.copyOf(found.subList(from, to)), query.count());
  }

  private List<Found> matching(boolean deletedToo) {
    Condition where =
        query.where() == null
            ? null
            : new Periods(reader, object, query.text()).expand(query.where());
    Filter filter =
        where == null
            ? (anyReader, anyValues) -> true
            : new FilterCompiler(reader, object, query.text()).compile(where);
    List<Found> found = new ArrayList<>();
    Candidates candidates = new Candidates(reader.data().table(object), query.text());
    for (Collection<Row> group : candidates.of(where)) {
      for (Row row : group) {
        Values values = reader.see(row);
        if (values != null
            && (deletedToo || !OrgData.deleted(row, values))
            && filter.accepts(reader, values)) {
          found.add(new Found(row, values));
        }
      }
    }
    return found;
  }

  private Projection projection() {
    Projection projection = new Projection();
    for (FieldPath path : query.fields()) {
      FieldChain chain = FieldChain.resolve(reader, object, path, query.text());
      if (!projection.add(chain)) {
        throw SoqlProblem.whole("INVALID_FIELD", "duplicate field selected: " + path.text());
      }
    }
    return projection;
  }
}
