package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.ConvertedLeadRule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for values that point to other records. Guarded by the org's lock. */
final class References {
  private final OrgData data;

  References(OrgData data) {
    this.data = data;
  }

  /** What is wrong with the references among the changes; null when nothing is. */
  @Nullable RecordError check(
      Transaction transaction, Map<FieldDefinition, @Nullable Object> changes) {
    for (Map.Entry<FieldDefinition, @Nullable Object> change : changes.entrySet()) {
      if (change.getKey().type() == FieldType.REFERENCE && change.getValue() instanceof String id) {
        RecordError error = check(transaction, change.getKey(), id);
        if (error != null) {
          return error;
        }
      }
    }
    return null;
  }

  /** The changes with all references in their 18-character form. */
  static Map<FieldDefinition, @Nullable Object> complete(
      Map<FieldDefinition, @Nullable Object> changes) {
    Map<FieldDefinition, @Nullable Object> complete = new LinkedHashMap<>(changes);
    complete.replaceAll(
        (field, value) ->
            field.type() == FieldType.REFERENCE && value instanceof String id
                ? RecordId.complete(id)
                : value);
    return complete;
  }

  private @Nullable RecordError check(Transaction transaction, FieldDefinition field, String id) {
    ObjectDefinition object = data.schema().ofId(id);
    if (object == null || !field.references().contains(object.name())) {
      return RecordError.of(
          "FIELD_INTEGRITY_EXCEPTION",
          "%s: id value of incorrect type: %s".formatted(field.label(), id),
          field);
    }
    Row row = data.table(object).find(id);
    Values values = row == null ? null : row.seenBy(transaction);
    if (row == null || values == null || OrgData.deleted(row, values)) {
      return RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    }
    if (object.name().equals("Lead")) {
      RecordError closed =
          RecordError.of(
              ConvertedLeadRule.refuse(
                  Boolean.TRUE.equals(values.get(object.known("IsConverted")))));
      if (closed != null) {
        return closed;
      }
    }
    boolean inactiveOwner =
        field.name().equals("OwnerId")
            && object.name().equals("User")
            && Boolean.FALSE.equals(values.get(object.known("IsActive")));
    return inactiveOwner
        ? RecordError.of(
            "INACTIVE_OWNER_OR_USER",
            "operation performed with inactive user [%s] as owner of %s"
                .formatted(RecordId.shortOf(id), "record"),
            field)
        : null;
  }
}
