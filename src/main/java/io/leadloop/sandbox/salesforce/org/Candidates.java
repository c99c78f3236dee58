package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.Literal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that may meet a condition without looking at all of them, where an id or an
 * indexed field says enough. The condition is still asked for each. Guarded by the org's lock.
 */
final class Candidates {
  private final Table table;
  private final Literals literals;

  Candidates(Table table, String query) {
    this.table = table;
    this.literals = new Literals(query);
  }

  /** Groups of rows, no row twice. */
  List<Collection<Row>> of(@Nullable Condition where) {
    List<Collection<Row>> found = where == null ? null : narrow(where);
    return found == null ? List.of(table.rows()) : found;
  }

  /** Null when no index helps. */
  private @Nullable List<Collection<Row>> narrow(Condition condition) {
    if (condition instanceof Condition.And and) {
      return smallest(and.parts());
    }
    if (condition instanceof Condition.Or or) {
      return union(or.parts());
    }
    if (condition instanceof Condition.In in && !in.negated()) {
      return equal(in.field(), in.values());
    }
    if (condition instanceof Condition.Compare compare) {
      return switch (compare.operator()) {
        case EQUAL -> equal(compare.field(), List.of(compare.value()));
        case GREATER, GREATER_OR_EQUAL -> range(compare, true);
        case LESS, LESS_OR_EQUAL -> range(compare, false);
        case NOT_EQUAL, LIKE -> null;
      };
    }
    return null;
  }

  private @Nullable List<Collection<Row>> smallest(List<Condition> parts) {
    List<Collection<Row>> best = null;
    for (Condition part : parts) {
      List<Collection<Row>> found = narrow(part);
      if (found != null && (best == null || size(found) < size(best))) {
        best = found;
      }
    }
    return best;
  }

  private @Nullable List<Collection<Row>> union(List<Condition> parts) {
    Set<Row> all = new LinkedHashSet<>();
    for (Condition part : parts) {
      List<Collection<Row>> found = narrow(part);
      if (found == null) {
        return null;
      }
      found.forEach(all::addAll);
    }
    return List.of(all);
  }

  private @Nullable List<Collection<Row>> equal(FieldPath path, List<Literal> values) {
    FieldDefinition field = own(path);
    if (field == null) {
      return null;
    }
    Index index = table.index(field);
    if (index == null && field.type() != FieldType.ID) {
      return null;
    }
    Set<Row> rows = new LinkedHashSet<>();
    for (Literal literal : values) {
      Object value = literals.value(field, literal);
      if (value == null) {
        return null;
      }
      if (index != null) {
        rows.addAll(index.equal(value));
      } else {
        Row row = table.find(value.toString());
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return List.of(rows);
  }

  private @Nullable List<Collection<Row>> range(Condition.Compare compare, boolean upwards) {
    FieldDefinition field = own(compare.field());
    Index index = field == null ? null : table.index(field);
    Object bound = field == null ? null : literals.value(field, compare.value());
    if (index == null || bound == null || field == null || field.type() != FieldType.DATETIME) {
      return null;
    }
    return new ArrayList<>(index.range(bound, upwards));
  }

  private @Nullable FieldDefinition own(FieldPath path) {
    return path.names().size() == 1 ? table.object().field(path.names().get(0)) : null;
  }

  private static int size(List<Collection<Row>> groups) {
    return groups.stream().mapToInt(Collection::size).sum();
  }
}
