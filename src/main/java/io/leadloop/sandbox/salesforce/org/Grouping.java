package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.OrderTerm;
import io.leadloop.sandbox.salesforce.soql.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes groups of the records that a query found: GROUP BY, or one group of all. Each group is
 * itself a record of an object whose fields are the query's expressions, so that HAVING, ORDER BY
 * and the answer are made as for any other. Guarded by the org's lock.
 */
final class Grouping {
  private static final int GROUPS_MAX = 2000;

  private final Reader reader;
  private final Query query;
  private final GroupColumns columns;
  private final List<FieldChain> keys;

  private Grouping(Reader reader, Query query, GroupColumns columns, List<FieldChain> keys) {
    this.reader = reader;
    this.query = query;
    this.columns = columns;
    this.keys = keys;
  }

  /**
   * Prepares a query's groups.
   *
   * @throws io.leadloop.sandbox.salesforce.soql.SoqlProblem when a field can be neither grouped nor
   *     aggregated
   */
  static Grouping of(Reader reader, ObjectDefinition object, Query query) {
    GroupColumns columns = GroupColumns.of(reader, object, query);
    List<FieldChain> keys = new ArrayList<>();
    for (FieldPath path : query.groupBy()) {
      keys.add(columns.groupable(path));
    }
    return new Grouping(reader, query, columns, keys);
  }

  /** The object that the groups are records of. */
  ObjectDefinition object() {
    return columns.object();
  }

  /** Which of the groups' fields the answer shows. */
  Projection projection() {
    return columns.projection();
  }

  /** The query whose ORDER BY names fields of the groups. */
  Query ordered() {
    List<OrderTerm> terms = new ArrayList<>();
    for (OrderTerm term : query.order()) {
      terms.add(new OrderTerm(columns.renamed(term.field()), term.descending(), term.nullsFirst()));
    }
    return query.orderedBy(terms);
  }

  /** The groups that the query means, in the order in which their first records were found. */
  List<Found> groups(List<Found> records) {
    Map<List<@Nullable Object>, List<Values>> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (Found record : records) {
      groups.computeIfAbsent(key(record), key -> new ArrayList<>()).add(record.values());
    }
    Filter having = having();
    List<Found> found = new ArrayList<>();
    for (List<Values> members : groups.values()) {
      Values group = columns.group(members);
      if (having.accepts(reader, group)) {
        found.add(new Found(new Row(object(), ""), group));
      }
    }
    if (found.size() > GROUPS_MAX) {
      throw new ApiError(
          400,
          "EXCEEDED_ID_LIMIT",
          "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a"
              + " single batch");
    }
    return found;
  }

  private List<@Nullable Object> key(Found record) {
    List<@Nullable Object> key = new ArrayList<>(keys.size());
    for (FieldChain chain : keys) {
      Object value = chain.value(reader, record.values());
      key.add(value == null ? null : Ordering.key(chain.leaf(), value));
    }
    return key;
  }

  private Filter having() {
    Condition having = query.having();
    if (having == null) {
      return (anyReader, anyValues) -> true;
    }
    Condition renamed = renamed(having);
    Condition expanded = new Periods(reader, object(), query.text()).expand(renamed);
    return new FilterCompiler(reader, object(), query.text()).compile(expanded);
  }

  private Condition renamed(Condition condition) {
    if (condition instanceof Condition.And and) {
      return new Condition.And(and.parts().stream().map(this::renamed).toList());
    }
    if (condition instanceof Condition.Or or) {
      return new Condition.Or(or.parts().stream().map(this::renamed).toList());
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(renamed(not.part()));
    }
    if (condition instanceof Condition.In in) {
      return new Condition.In(columns.renamed(in.field()), in.negated(), in.values());
    }
    if (condition instanceof Condition.Includes includes) {
      return new Condition.Includes(
          columns.renamed(includes.field()), includes.negated(), includes.values());
    }
    Condition.Compare compare = (Condition.Compare) condition;
    return new Condition.Compare(
        columns.renamed(compare.field()), compare.operator(), compare.value());
  }
}
