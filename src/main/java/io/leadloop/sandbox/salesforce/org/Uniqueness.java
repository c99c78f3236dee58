package io.leadloop.sandbox.salesforce.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds records by the value of an indexed field. Guarded by the org's lock. */
final class Uniqueness {
  private final OrgData data;
  private final Locks locks;

  Uniqueness(OrgData data, Locks locks) {
    this.data = data;
    this.locks = locks;
  }

  /** Which record other than {@code self} has a changed unique value already; null when none. */
  @Nullable RecordError check(
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Map<FieldDefinition, @Nullable Object> changes) {
    for (Map.Entry<FieldDefinition, @Nullable Object> change : changes.entrySet()) {
      Object value = change.getValue();
      if (!change.getKey().unique() || value == null) {
        continue;
      }
      for (Row other : withValue(transaction, object, change.getKey(), value)) {
        if (other != self) {
          return RecordError.of(
              "DUPLICATE_VALUE",
              "duplicate value found: %s duplicates value on record with id: %s"
                  .formatted(change.getKey().name(), RecordId.shortOf(other.id())));
        }
      }
    }
    return null;
  }

  /** The records, not deleted, that have this value. */
  List<Row> withValue(
      Transaction transaction, ObjectDefinition object, FieldDefinition field, Object value) {
    Index index = data.table(object).index(field);
    if (index == null) {
      throw new IllegalStateException(field.name() + " is not indexed");
    }
    Comparable<?> key = Ordering.key(field, value);
    List<Row> found = new ArrayList<>();
    for (Row row : List.copyOf(index.equal(value))) {
      boolean unseen = row.holder() != null && row.holder() != transaction;
      if (unseen && row.committed() == null) {
        // Another call is creating this record: its commit decides, so it is not overtaken.
        locks.refuse(transaction, row);
      }
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
}
