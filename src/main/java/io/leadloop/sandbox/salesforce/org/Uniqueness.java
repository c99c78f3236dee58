package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.UniqueRule;
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
        if (other != self && !differs(change.getKey(), value, other, transaction)) {
          return RecordError.of(
              UniqueRule.refusal(change.getKey().name(), RecordId.shortOf(other.id())));
        }
      }
    }
    return together(transaction, object, self, changes);
  }

  /** Whether another record has all values of a group that may stand together only once. */
  private @Nullable RecordError together(
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row self,
      Map<FieldDefinition, @Nullable Object> changes) {
    Values before = self == null ? null : self.seenBy(transaction);
    for (List<String> group : object.uniqueTogether()) {
      List<FieldDefinition> fields = group.stream().map(object::known).toList();
      if (fields.stream().noneMatch(changes::containsKey)) {
        continue;
      }
      Values after =
          (before == null ? Values.none(object.fields().size()) : before)
              .with(References.complete(changes));
      List<@Nullable Object> wanted = values(fields, after);
      Object first = wanted.get(0);
      if (first == null || wanted.contains(null)) {
        continue;
      }
      for (Row other : data.table(object).with(fields.get(0), first, transaction)) {
        Values has = other.seenBy(transaction);
        if (other != self && has != null && wanted.equals(values(fields, has))) {
          return RecordError.of(
              "DUPLICATE_VALUE",
              object.name().equals("CampaignMember")
                  ? "Already a campaign member."
                  : "duplicate value found: <unknown> duplicates value on record with id: <unknown>");
        }
      }
    }
    return null;
  }

  private static boolean differs(
      FieldDefinition field, Object value, Row other, Transaction transaction) {
    Values values = other.seenBy(transaction);
    return field.caseSensitive() && values != null && !value.equals(values.get(field));
  }

  private static List<@Nullable Object> values(List<FieldDefinition> fields, Values values) {
    List<@Nullable Object> all = new ArrayList<>();
    fields.forEach(field -> all.add(values.get(field)));
    return all;
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
