package io.leadloop.sandbox.salesforce.org;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into rows under the system fields that every write moves: the times are those of the
 * transaction's start, the user is its user. Guarded by the org's lock.
 */
final class Stamping {
  private Stamping() {}

  static Values insert(
      Transaction transaction,
      Table table,
      Row row,
      Map<FieldDefinition, @Nullable Object> changes) {
    ObjectDefinition object = table.object();
    Map<FieldDefinition, @Nullable Object> all = withInitial(object, changes);
    FieldDefinition owner = object.field("OwnerId");
    if (owner != null && all.get(owner) == null) {
      all.put(owner, transaction.userId());
    }
    all.put(object.known("Id"), row.id());
    all.put(object.known("CreatedDate"), transaction.startedAt());
    all.put(object.known("CreatedById"), transaction.userId());
    return put(transaction, table, row, Values.none(object.fields().size()), all);
  }

  /**
   * The values of a new record: what is not said, or is said to be null, takes its initial value.
   */
  static Map<FieldDefinition, @Nullable Object> withInitial(
      ObjectDefinition object, Map<FieldDefinition, @Nullable Object> values) {
    Map<FieldDefinition, @Nullable Object> all = new LinkedHashMap<>(values);
    for (FieldDefinition field : object.initial()) {
      if (all.get(field) == null) {
        all.put(field, field.initial());
      }
    }
    return all;
  }

  static Values update(
      Transaction transaction,
      Table table,
      Row row,
      Values before,
      Map<FieldDefinition, @Nullable Object> changes) {
    return put(transaction, table, row, before, new LinkedHashMap<>(changes));
  }

  private static Values put(
      Transaction transaction,
      Table table,
      Row row,
      Values before,
      Map<FieldDefinition, @Nullable Object> changes) {
    ObjectDefinition object = table.object();
    changes.put(object.known("LastModifiedDate"), transaction.startedAt());
    changes.put(object.known("LastModifiedById"), transaction.userId());
    changes.put(object.known("SystemModstamp"), transaction.startedAt());
    Values after = before.with(changes);
    if (!object.computed().isEmpty()) {
      Map<FieldDefinition, @Nullable Object> computed = new LinkedHashMap<>();
      for (FieldDefinition field : object.computed()) {
        Computation computation = field.computed();
        if (computation != null) {
          computed.put(field, computation.of(object, after));
        }
      }
      after = after.with(computed);
    }
    row.hold(transaction, after);
    table.announce(row, after);
    transaction.touched().add(row);
    return after;
  }
}
