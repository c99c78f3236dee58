package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.OrderTerm;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** ORDER BY. What is compared is taken from each record once, not at each comparison. */
final class Sorting {
  /** A record and its keys, one per term; null where the record has no value. */
  private record Keyed(Found found, List<@Nullable Comparable<?>> keys, int position) {}

  private Sorting() {}

  /**
   * Refuses what cannot be sorted by.
   *
   * @throws SoqlProblem with the vendor's message
   */
  static void check(Reader reader, ObjectDefinition object, Query query) {
    for (OrderTerm term : query.order()) {
      FieldDefinition leaf = chain(reader, object, query, term).leaf();
      if (!leaf.sortable()) {
        throw SoqlProblem.at(
            "INVALID_FIELD",
            query.text(),
            term.field().position(),
            "field '%s' can not be sorted in a query call".formatted(leaf.name()));
      }
    }
  }

  /**
   * The first {@code wanted} records in the order that the query asks for; equal ones stay in the
   * order in which they were found. Few of many are picked without sorting all.
   */
  static List<Found> sort(
      Reader reader, ObjectDefinition object, Query query, List<Found> unsorted, int wanted) {
    List<FieldChain> chains =
        query.order().stream().map(term -> chain(reader, object, query, term)).toList();
    Comparator<Keyed> order =
        (left, right) -> {
          int sign = compare(query.order(), left.keys(), right.keys());
          return sign == 0 ? Integer.compare(left.position(), right.position()) : sign;
        };
    PriorityQueue<Keyed> best = new PriorityQueue<>(order.reversed());
    for (int position = 0; position < unsorted.size() && wanted > 0; position++) {
      Keyed next = keyed(reader, chains, unsorted.get(position), position);
      Keyed worst = best.size() < wanted ? null : best.peek();
      if (worst == null) {
        best.add(next);
      } else if (order.compare(next, worst) < 0) {
        best.remove();
        best.add(next);
      }
    }
    return best.stream().sorted(order).map(Keyed::found).toList();
  }

  private static Keyed keyed(Reader reader, List<FieldChain> chains, Found found, int position) {
    List<@Nullable Comparable<?>> keys = new ArrayList<>(chains.size());
    for (FieldChain chain : chains) {
      Object value = chain.value(reader, found.values());
      keys.add(value == null ? null : Ordering.key(chain.leaf(), value));
    }
    return new Keyed(found, keys, position);
  }

  private static int compare(
      List<OrderTerm> terms,
      List<@Nullable Comparable<?>> left,
      List<@Nullable Comparable<?>> right) {
    int sign = 0;
    for (int i = 0; sign == 0 && i < terms.size(); i++) {
      sign = compare(terms.get(i), left.get(i), right.get(i));
    }
    return sign;
  }

  private static int compare(
      OrderTerm term, @Nullable Comparable<?> left, @Nullable Comparable<?> right) {
    if (left == null || right == null) {
      int nullsFirst = Boolean.compare(left != null, right != null);
      return term.nullsFirst() ? nullsFirst : -nullsFirst;
    }
    int sign = Ordering.compare(left, right);
    return term.descending() ? -sign : sign;
  }

  private static FieldChain chain(
      Reader reader, ObjectDefinition object, Query query, OrderTerm term) {
    return FieldChain.resolve(reader, object, term.field(), query.text());
  }
}
