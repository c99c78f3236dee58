package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rows of one object, in the order of their creation. Guarded by the org's lock. */
final class Table {
  private final ObjectDefinition object;
  private final Map<String, Row> byShortId = new LinkedHashMap<>();
  private final List<Index> indexes = new ArrayList<>();
  private long lastNumber;

  Table(ObjectDefinition object) {
    this.object = object;
    for (FieldDefinition field : object.fields()) {
      if (field.indexed()) {
        indexes.add(new Index(field));
      }
    }
  }

  ObjectDefinition object() {
    return object;
  }

  Collection<Row> rows() {
    return byShortId.values();
  }

  /** By 15 or 18 characters. */
  @Nullable Row find(String id) {
    return byShortId.get(RecordId.shortOf(id));
  }

  @Nullable Index index(FieldDefinition field) {
    for (Index index : indexes) {
      if (index.field().equals(field)) {
        return index;
      }
    }
    return null;
  }

  /** Rows that may have this value: whoever asks checks. */
  Collection<Row> near(FieldDefinition field, Object value) {
    Index index = index(field);
    return index == null ? rows() : index.equal(value);
  }

  /** Prepares for a field that was added; no row has a value of it yet. */
  void grow(FieldDefinition field) {
    if (field.indexed()) {
      indexes.add(new Index(field));
    }
  }

  /** The rows, not deleted, that have this value for {@code transaction}. */
  List<Row> with(FieldDefinition field, Object value, @Nullable Transaction transaction) {
    Index index = index(field);
    Comparable<?> key = Ordering.key(field, value);
    List<Row> found = new ArrayList<>();
    for (Row row : index == null ? rows() : index.equal(value)) {
      Values values = row.seenBy(transaction);
      Object has = values == null ? null : values.get(field);
      if (values != null
          && has != null
          && Ordering.key(field, has).equals(key)
          && !OrgData.deleted(row, values)) {
        found.add(row);
      }
    }
    return found;
  }

  /** A row that nobody sees yet. */
  Row insert() {
    Row row = new Row(object, RecordId.of(object.prefix(), ++lastNumber));
    byShortId.put(RecordId.shortOf(row.id()), row);
    return row;
  }

  /** Offers the row under its new values, before they are committed. */
  void announce(Row row, Values values) {
    indexes.forEach(index -> index.add(row, values.get(index.field())));
  }

  /** Takes the row away from under values that it does not have any more. */
  void withdraw(Row row, @Nullable Values gone) {
    Values kept = row.committed();
    if (gone != null) {
      for (Index index : indexes) {
        Object old = gone.get(index.field());
        Object now = kept == null ? null : kept.get(index.field());
        if (old != null && !sameKey(index.field(), old, now)) {
          index.remove(row, old);
        }
      }
    }
    if (kept == null) {
      byShortId.remove(RecordId.shortOf(row.id()));
    }
  }

  private static boolean sameKey(FieldDefinition field, Object left, @Nullable Object right) {
    return right != null && Ordering.key(field, left).equals(Ordering.key(field, right));
  }
}
