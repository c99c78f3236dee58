package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs queries. Guarded by the org's lock. */
final class QueryRunner {
  /** The largest OFFSET that the vendor takes. */
  private static final int ROWS_SKIPPED_MAX = 2000;

  private final Reader reader;
  private final Query query;
  private final ObjectDefinition object;
  private final boolean deletedToo;

  private QueryRunner(Reader reader, Query query, ObjectDefinition object, boolean deletedToo) {
    this.reader = reader;
    this.query = query;
    this.object = object;
    this.deletedToo = deletedToo;
  }

  /**
   * The rows that a query finds.
   *
   * @param deletedToo as {@code queryAll} does
   * @param tooling whether the Tooling API asks, which knows other objects
   * @throws SoqlProblem when it names what does not exist for the reader or cannot be filtered or
   *     sorted
   */
  static QueryResult run(Reader reader, Query query, boolean deletedToo, boolean tooling) {
    ObjectDefinition object = reader.object(query.object(), tooling);
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
    return new QueryRunner(reader, query, object, deletedToo).run();
  }

  /** The children of one record, as a child query asks for them. */
  static List<Found> children(
      Reader reader,
      Query query,
      ChildRelationship relationship,
      String parentId,
      boolean deletedToo) {
    QueryRunner runner = new QueryRunner(reader, query, relationship.object(), deletedToo);
    FieldDefinition reference = relationship.reference();
    Collection<Row> near = reader.data().table(relationship.object()).near(reference, parentId);
    List<Found> found =
        runner.matching(List.of(near)).stream()
            .filter(child -> parentId.equals(child.values().get(reference)))
            .toList();
    return runner.cut(query, relationship.object(), found);
  }

  private QueryResult run() {
    if (query.rowsSkipped() > ROWS_SKIPPED_MAX) {
      throw SoqlProblem.whole(
          "NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + ROWS_SKIPPED_MAX);
    }
    Condition where = where();
    Candidates candidates = new Candidates(reader.data().table(object), query.text());
    if (query.grouped()) {
      Grouping grouping = Grouping.of(reader, object, query);
      Query ordered = grouping.ordered();
      Sorting.check(reader, grouping.object(), ordered);
      List<Found> groups = grouping.groups(matching(candidates.of(where)));
      return new QueryResult(grouping.projection(), cut(ordered, grouping.object(), groups), false);
    }
    Projection projection = new Selecting(reader, object, query).projection(deletedToo);
    Sorting.check(reader, object, query);
    List<Found> found = matching(candidates.of(where));
    return new QueryResult(projection, cut(query, object, found), query.count());
  }

  /** What is left in the query's order between its OFFSET and its LIMIT. */
  private List<Found> cut(Query ordered, ObjectDefinition of, List<Found> all) {
    Integer rowsMax = ordered.rowsMax();
    long wanted = rowsMax == null ? all.size() : (long) ordered.rowsSkipped() + rowsMax;
    int to = (int) Math.min(all.size(), wanted);
    List<Found> found =
        ordered.order().isEmpty() ? all : Sorting.sort(reader, of, ordered, all, to);
    return List.copyOf(found.subList(Math.min(ordered.rowsSkipped(), to), to));
  }

  private @Nullable Condition where() {
    return query.where() == null
        ? null
        : new Periods(reader, object, query.text()).expand(query.where());
  }

  private List<Found> matching(List<Collection<Row>> candidates) {
    Condition where = where();
    Filter filter =
        where == null
            ? (anyReader, anyValues) -> true
            : new FilterCompiler(reader, object, query.text()).compile(where);
    List<Found> found = new ArrayList<>();
    for (Collection<Row> group : candidates) {
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
}
