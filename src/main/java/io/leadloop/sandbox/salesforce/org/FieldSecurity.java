package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * Field-level security: what a user may do with a field is the most that the profile or any
 * assigned permission set grants. A field that an administrator makes through the API is granted to
 * nobody, not even to its maker, until a permission set says so. Guarded by the org's lock.
 */
final class FieldSecurity {
  private final OrgData data;

  FieldSecurity(OrgData data) {
    this.data = data;
  }

  /**
   * What the transaction's user may do with the field.
   *
   * @param transaction null for nobody in particular, who may do everything
   */
  Grant grant(@Nullable Transaction transaction, ObjectDefinition object, FieldDefinition field) {
    Grant granted = field.granted();
    if (transaction == null || granted == Grant.EDIT) {
      return Grant.EDIT;
    }
    Table permissions = data.table("FieldPermissions");
    ObjectDefinition of = permissions.object();
    for (Row row :
        permissions.with(of.known("Field"), object.name() + "." + field.name(), transaction)) {
      Values values = row.seenBy(transaction);
      if (values != null && assigned(transaction, values.get(of.known("ParentId")))) {
        granted =
            granted.or(
                Boolean.TRUE.equals(values.get(of.known("PermissionsEdit")))
                    ? Grant.EDIT
                    : Grant.READ);
      }
    }
    return granted;
  }

  /** Whether a permission set of the transaction's user lets her change the org itself. */
  boolean customizes(Transaction transaction) {
    Table assignments = data.table("PermissionSetAssignment");
    ObjectDefinition of = assignments.object();
    ObjectDefinition sets = data.schema().known("PermissionSet");
    for (Row row : assignments.with(of.known("AssigneeId"), transaction.userId(), transaction)) {
      Values values = row.seenBy(transaction);
      Object setId = values == null ? null : values.get(of.known("PermissionSetId"));
      Row set = setId == null ? null : data.table(sets).find(setId.toString());
      Values granted = set == null ? null : set.seenBy(transaction);
      if (granted != null
          && Boolean.TRUE.equals(granted.get(sets.known("PermissionsCustomizeApplication")))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a permission set is one of the transaction's user. */
  boolean assigned(Transaction transaction, @Nullable Object permissionSetId) {
    Table assignments = data.table("PermissionSetAssignment");
    ObjectDefinition of = assignments.object();
    for (Row row : assignments.with(of.known("AssigneeId"), transaction.userId(), transaction)) {
      Values values = row.seenBy(transaction);
      if (values != null
          && permissionSetId != null
          && permissionSetId.equals(values.get(of.known("PermissionSetId")))) {
        return true;
      }
    }
    return false;
  }
}
