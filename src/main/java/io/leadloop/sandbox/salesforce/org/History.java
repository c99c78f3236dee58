package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.HistoryRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes field history: a row per change of a tracked field, two for a reference (ids and names),
 * one for the creation. Long text is told without its values. Guarded by the org's lock.
 */
final class History {
  private final OrgData data;

  History(OrgData data) {
    this.data = data;
  }

  void record(Transaction transaction, Row row, @Nullable Values before, Values after) {
    if (row.object().history() == null) {
      return;
    }
    if (before == null) {
      add(transaction, row, "created", null, null);
      return;
    }
    for (FieldDefinition field : row.object().fields()) {
      if (row.object().tracks(field) && !Objects.equals(before.get(field), after.get(field))) {
        record(transaction, row, field, before.get(field), after.get(field));
      }
    }
  }

  /** A row that says that something happened to the record, such as its conversion. */
  void note(Transaction transaction, Row row, String what) {
    add(transaction, row, what, null, null);
  }

  private void record(
      Transaction transaction,
      Row row,
      FieldDefinition field,
      @Nullable Object before,
      @Nullable Object after) {
    if (field.type() == FieldType.REFERENCE && field.relationship() != null) {
      add(transaction, row, field.relationship(), nameOf(before), nameOf(after));
      add(transaction, row, field.relationship(), before, after);
    } else {
      boolean told = HistoryRule.tellsValues(field.length(), field.type().textual());
      add(transaction, row, field.name(), told ? before : null, told ? after : null);
    }
  }

  private @Nullable Object nameOf(@Nullable Object id) {
    Row row = id == null ? null : data.find(id.toString());
    Values values = row == null ? null : row.committed();
    return row == null || values == null ? null : values.get(row.object().known("Name"));
  }

  private void add(
      Transaction transaction,
      Row row,
      String field,
      @Nullable Object before,
      @Nullable Object after) {
    ObjectDefinition object = data.schema().known(Objects.requireNonNull(row.object().history()));
    Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>();
    values.put(object.known(row.object().name() + "Id"), row.id());
    values.put(object.known("Field"), field);
    values.put(object.known("OldValue"), before);
    values.put(object.known("NewValue"), after);
    Table table = data.table(object);
    Stamping.insert(transaction, table, table.insert(), values);
  }
}
