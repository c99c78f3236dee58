package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.ConvertedLeadRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Saves single records under the vendor's rules. Guarded by the org's lock. */
final class Writer {
  private final OrgData data;
  private final Locks locks;
  private final References references;
  private final Uniqueness uniqueness;
  private final History history;
  private final CustomRules custom;
  private final SetupRules setup;

  Writer(OrgData data, Locks locks, History history, CustomRules custom) {
    this.data = data;
    this.locks = locks;
    this.custom = custom;
    this.setup = new SetupRules(data);
    this.references = new References(data);
    this.uniqueness = new Uniqueness(data, locks);
    this.history = history;
  }

  SaveOutcome create(Transaction transaction, Changes changes) {
    ObjectDefinition object = changes.object();
    if (changes.id() != null) {
      return SaveOutcome.refused(
          null,
          new RecordError(
              "INVALID_FIELD_FOR_INSERT_UPDATE",
              "cannot specify Id in an insert call",
              List.of("Id")));
    }
    RecordError error = readOnly(object, "create");
    if (error == null) {
      error = data.objectSecurity().refuse(transaction, object, ObjectRight.CREATE);
    }
    if (error == null) {
      error = unwritable(transaction, changes, true);
    }
    if (error == null) {
      error = common(transaction, object, null, changes.values());
    }
    if (error == null) {
      error = setup.check(transaction, object, changes.values());
    }
    if (error != null) {
      return SaveOutcome.refused(null, error);
    }
    Map<FieldDefinition, @Nullable Object> values = References.complete(changes.values());
    if (custom.any(object)) {
      Values after = Values.none(object.fields().size()).with(Stamping.withInitial(object, values));
      error = Validation.required(object, after);
      if (error == null) {
        error = custom.check(transaction, object, null, after, values);
      }
      if (error != null) {
        return SaveOutcome.refused(null, error);
      }
      values = custom.assigned(transaction, object, after, values);
    }
    return insert(transaction, object, values);
  }

  /** Inserts without asking whether the API may; required values and uniqueness still count. */
  SaveOutcome insert(
      Transaction transaction,
      ObjectDefinition object,
      Map<FieldDefinition, @Nullable Object> values) {
    RecordError error = uniqueness.check(transaction, object, null, values);
    Map<FieldDefinition, @Nullable Object> whole = Stamping.withInitial(object, values);
    if (error == null) {
      error = Validation.required(object, Values.none(object.fields().size()).with(whole));
    }
    if (error != null) {
      return SaveOutcome.refused(null, error);
    }
    Table table = data.table(object);
    Row row = table.insert();
    Values after = Stamping.insert(transaction, table, row, whole);
    history.record(transaction, row, null, after);
    return SaveOutcome.saved(row.id(), true);
  }

  SaveOutcome update(Transaction transaction, String id, Changes changes) {
    ObjectDefinition object = changes.object();
    RecordError error = readOnly(object, "update");
    if (error == null) {
      error = wrongId(object, id);
    }
    if (error == null) {
      error = data.objectSecurity().refuse(transaction, object, ObjectRight.EDIT);
    }
    if (error != null) {
      return SaveOutcome.refused(null, error);
    }
    Row row = data.table(object).find(id);
    if (row != null) {
      error = locks.refuse(transaction, row);
    }
    Values before = row == null ? null : row.seenBy(transaction);
    if (row == null || before == null) {
      return SaveOutcome.refused(null, noSuchRecord());
    }
    if (error == null) {
      error = closed(row, before);
    }
    if (error == null) {
      error = unwritable(transaction, changes, false);
    }
    if (error == null) {
      error = common(transaction, object, row, changes.values());
    }
    if (error == null) {
      error = setup.check(transaction, object, changes.values());
    }
    if (error != null) {
      return SaveOutcome.refused(row.id(), error);
    }
    Map<FieldDefinition, @Nullable Object> values = References.complete(changes.values());
    Values after = before.with(values);
    error = Validation.required(object, after);
    if (error == null && custom.any(object)) {
      error = custom.check(transaction, object, row, after, values);
      values = custom.assigned(transaction, object, after, values);
    }
    if (error != null) {
      return SaveOutcome.refused(row.id(), error);
    }
    modify(transaction, row, before, values);
    return SaveOutcome.saved(row.id(), false);
  }

  /** Updates without asking whether the API may. */
  void modify(
      Transaction transaction,
      Row row,
      Values before,
      Map<FieldDefinition, @Nullable Object> values) {
    Values after = Stamping.update(transaction, data.table(row.object()), row, before, values);
    history.record(transaction, row, before, after);
  }

  /**
   * Creates or updates by an external id.
   *
   * @param key the external id's value, already of the field's type
   */
  SaveOutcome upsert(
      Transaction transaction,
      FieldDefinition external,
      Object key,
      Changes changes,
      boolean updateOnly) {
    ObjectDefinition object = changes.object();
    List<Row> found = uniqueness.withValue(transaction, object, external, key);
    if (found.size() > 1) {
      return new SaveOutcome(null, false, List.of(), found.stream().map(Row::id).toList());
    }
    if (found.size() == 1) {
      return update(transaction, found.get(0).id(), changes.without(external));
    }
    if (updateOnly) {
      return SaveOutcome.refused(
          null, RecordError.of("NOT_FOUND", "The requested resource does not exist"));
    }
    Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>(changes.values());
    values.put(external, key);
    return create(transaction, new Changes(object, null, values));
  }

  private @Nullable RecordError common(
      Transaction transaction,
      ObjectDefinition object,
      @Nullable Row row,
      Map<FieldDefinition, @Nullable Object> values) {
    RecordError error = Validation.check(values);
    if (error == null) {
      error = references.check(transaction, values);
    }
    return error == null ? uniqueness.check(transaction, object, row, values) : error;
  }

  private @Nullable RecordError unwritable(
      Transaction transaction, Changes changes, boolean create) {
    List<String> refused =
        changes.values().keySet().stream()
            .filter(
                field ->
                    (create ? !field.createable() : !field.updateable())
                        || data.security().grant(transaction, changes.object(), field)
                            != Grant.EDIT)
            .map(FieldDefinition::name)
            .toList();
    return refused.isEmpty()
        ? null
        : new RecordError(
            "INVALID_FIELD_FOR_INSERT_UPDATE",
            "Unable to create/update fields: %s. Please check the security settings of this field"
                    .formatted(String.join(", ", refused))
                + " and verify that it is read/write for your profile or permission set.",
            refused);
  }

  private static @Nullable RecordError closed(Row row, Values values) {
    if (OrgData.deleted(row, values)) {
      return RecordError.of("ENTITY_IS_DELETED", "entity is deleted");
    }
    return row.object().name().equals("Lead")
        ? RecordError.of(
            ConvertedLeadRule.refuse(
                Boolean.TRUE.equals(values.get(row.object().known("IsConverted")))))
        : null;
  }

  private static @Nullable RecordError wrongId(ObjectDefinition object, String id) {
    return RecordId.wellFormed(id) && id.startsWith(object.prefix())
        ? null
        : new RecordError(
            "MALFORMED_ID",
            "%s ID: id value of incorrect type: %s".formatted(object.name(), id),
            List.of("Id"));
  }

  static @Nullable RecordError readOnly(ObjectDefinition object, String verb) {
    return object.readOnly() ? unsupported(object, verb) : null;
  }

  static RecordError unsupported(ObjectDefinition object, String verb) {
    return RecordError.of(
        "INVALID_TYPE_FOR_OPERATION",
        "entity type %s does not support %s".formatted(object.name(), verb));
  }

  static RecordError noSuchRecord() {
    return RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
  }
}
