package io.leadloop.sandbox.salesforce.org;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules for records that are part of the org's set-up. Guarded by the org's lock. */
final class SetupRules {
  private final OrgData data;

  SetupRules(OrgData data) {
    this.data = data;
  }

  /** Why a set-up record cannot be saved; null when it can, or is none. */
  @Nullable RecordError check(
      Transaction transaction,
      ObjectDefinition object,
      Map<FieldDefinition, @Nullable Object> changes) {
    if (!object.setup()) {
      return null;
    }
    if (!data.security().customizes(transaction)) {
      return RecordError.of(
          "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }
    return object.name().equals("FieldPermissions") ? field(object, changes) : null;
  }

  private @Nullable RecordError field(
      ObjectDefinition object, Map<FieldDefinition, @Nullable Object> changes) {
    FieldDefinition of = object.known("Field");
    Object named = changes.get(of);
    if (named != null && !permissionable(named.toString())) {
      return RecordError.of(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "Field: bad value for restricted picklist field: " + named,
          of);
    }
    boolean editBlindly =
        Boolean.TRUE.equals(changes.get(object.known("PermissionsEdit")))
            && Boolean.FALSE.equals(changes.get(object.known("PermissionsRead")));
    return editBlindly
        ? new RecordError(
            "FIELD_INTEGRITY_EXCEPTION",
            "Edit access requires read access to the field: " + named,
            List.of("PermissionsRead"))
        : null;
  }

  /** {@code Lead.Budget__c}, where a permission set can say something about it. */
  private boolean permissionable(String name) {
    String[] parts = name.split("\\.", 2);
    ObjectDefinition object = parts.length == 2 ? data.schema().object(parts[0]) : null;
    FieldDefinition field = object == null ? null : object.field(parts[1]);
    return field != null && field.permissionable();
  }
}
