package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.AggregateFunction;
import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.OrderTerm;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SelectItem;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a grouped query as fields of its groups. One without an alias is called {@code
 * expr0}, {@code expr1} and so on; what only HAVING or ORDER BY name is a field that is not shown.
 */
final class GroupColumns {
  /**
   * One expression.
   *
   * @param function null for a field by which is grouped
   */
  private record Column(
      @Nullable AggregateFunction function, FieldChain chain, FieldDefinition field) {}

  private final Reader reader;
  private final ObjectDefinition grouped;
  private final Query query;
  private final Set<String> groupedPaths = new HashSet<>();
  private final Map<String, Column> byText = new LinkedHashMap<>();
  private final Projection projection = new Projection();
  private ObjectDefinition object;

  private GroupColumns(Reader reader, ObjectDefinition grouped, Query query) {
    this.reader = reader;
    this.grouped = grouped;
    this.query = query;
    this.object = definition();
  }

  static GroupColumns of(Reader reader, ObjectDefinition grouped, Query query) {
    GroupColumns columns = new GroupColumns(reader, grouped, query);
    query.groupBy().forEach(path -> columns.groupedPaths.add(lower(path)));
    columns.addShown();
    query.order().stream().map(OrderTerm::field).forEach(columns::addHidden);
    if (query.having() != null) {
      columns.addHidden(query.having());
    }
    columns.object = columns.definition();
    return columns;
  }

  ObjectDefinition object() {
    return object;
  }

  Projection projection() {
    return projection;
  }

  /** The field by which a query groups. */
  FieldChain groupable(FieldPath path) {
    FieldChain chain = FieldChain.resolve(reader, grouped, path, query.text());
    if (!chain.leaf().groupable()) {
      throw problem(path, "field '%s' can not be grouped in a query call", chain.leaf().name());
    }
    return chain;
  }

  /** The path that leads to an expression's value in a group. */
  FieldPath renamed(FieldPath path) {
    Column column = byText.get(lower(path));
    if (column == null) {
      throw new IllegalStateException("No column for " + path.text());
    }
    return new FieldPath(List.of(column.field().name()), path.position());
  }

  /** What the expressions are over the members of one group. */
  Values group(List<Values> members) {
    Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>();
    for (Column column : byText.values()) {
      List<@Nullable Object> each = new ArrayList<>(members.size());
      members.forEach(member -> each.add(column.chain().value(reader, member)));
      values.put(
          column.field(),
          column.function() == null
              ? each.get(0)
              : Aggregation.of(column.function(), column.chain().leaf(), each));
    }
    return Values.none(byText.size()).with(values);
  }

  private void addShown() {
    Set<String> names = new HashSet<>();
    int unnamed = 0;
    for (SelectItem item : query.items()) {
      SelectItem.Field field = (SelectItem.Field) item;
      FieldPath path = field.path();
      String name = field.alias();
      if (name == null) {
        name =
            path.function() == null
                ? path.names().get(path.names().size() - 1)
                : "expr" + unnamed++;
      }
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw SoqlProblem.at(
            "MALFORMED_QUERY", query.text(), path.position(), "duplicate alias: " + name);
      }
      FieldDefinition shown = column(path, name).field();
      projection.add(new FieldChain(List.of(), shown));
    }
  }

  private void addHidden(FieldPath path) {
    if (!byText.containsKey(lower(path))) {
      column(path, "hidden" + byText.size());
    }
  }

  private void addHidden(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(this::addHidden);
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(this::addHidden);
    } else if (condition instanceof Condition.Not not) {
      addHidden(not.part());
    } else if (condition instanceof Condition.In in) {
      addHidden(in.field());
    } else if (condition instanceof Condition.Includes includes) {
      addHidden(includes.field());
    } else if (condition instanceof Condition.Compare compare) {
      addHidden(compare.field());
    }
  }

  private Column column(FieldPath path, String name) {
    FieldChain chain = FieldChain.resolve(reader, grouped, path, query.text());
    AggregateFunction function = path.function();
    if (function == null && !groupedPaths.contains(lower(path))) {
      throw SoqlProblem.at(
          "MALFORMED_QUERY",
          query.text(),
          path.position(),
          "Field must be grouped or aggregated: " + path.text());
    }
    if (function != null && !Aggregation.takes(function, chain.leaf())) {
      throw problem(
          path, "field %s does not support aggregate operator " + function, chain.leaf().name());
    }
    FieldType type =
        function == null ? chain.leaf().type() : Aggregation.type(function, chain.leaf());
    Column column =
        new Column(function, chain, FieldDefinition.computed(byText.size(), name, type));
    // The same expression may stand twice under two names.
    String key = lower(path);
    byText.put(byText.containsKey(key) ? key + " " + name : key, column);
    return column;
  }

  private ObjectDefinition definition() {
    List<FieldDefinition> fields = byText.values().stream().map(Column::field).toList();
    return new ObjectDefinition(
        new ObjectDefinition.Traits(
            "AggregateResult",
            "",
            true,
            false,
            false,
            null,
            Set.of(),
            List.of(),
            EnumSet.allOf(ObjectRight.class)),
        fields);
  }

  private SoqlProblem problem(FieldPath path, String form, String name) {
    return SoqlProblem.at("INVALID_FIELD", query.text(), path.position(), form.formatted(name));
  }

  private static String lower(FieldPath path) {
    return path.text().toLowerCase(Locale.ROOT);
  }
}
