package io.leadloop.sandbox.salesforce.org;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that may have a value. It may offer rows that no longer have it, or not yet for
 * everybody: whoever asks checks. Guarded by the org's lock.
 */
final class Index {
  private final FieldDefinition field;
  private final NavigableMap<Comparable<?>, Set<Row>> rows =
      new TreeMap<>((left, right) -> Ordering.compare(left, right));

  Index(FieldDefinition field) {
    this.field = field;
  }

  FieldDefinition field() {
    return field;
  }

  void add(Row row, @Nullable Object value) {
    if (value != null) {
      rows.computeIfAbsent(Ordering.key(field, value), key -> new LinkedHashSet<>(1)).add(row);
    }
  }

  void remove(Row row, @Nullable Object value) {
    if (value == null) {
      return;
    }
    Comparable<?> key = Ordering.key(field, value);
    Set<Row> same = rows.get(key);
    if (same != null && same.remove(row) && same.isEmpty()) {
      rows.remove(key);
    }
  }

  /** Rows that may have this value. */
  Collection<Row> equal(Object value) {
    return rows.getOrDefault(Ordering.key(field, value), Set.of());
  }

  /** Groups of rows whose value may lie from {@code from} on, or up to it. */
  List<Collection<Row>> range(Object bound, boolean upwards) {
    Comparable<?> key = Ordering.key(field, bound);
    return List.copyOf((upwards ? rows.tailMap(key, true) : rows.headMap(key, true)).values());
  }
}
