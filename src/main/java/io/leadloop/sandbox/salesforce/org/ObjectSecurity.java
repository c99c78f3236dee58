package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * Object permissions: a user may do with an object's records what the profile or any assigned
 * permission set grants. An administrator may do everything. Guarded by the org's lock.
 */
final class ObjectSecurity {
  private final OrgData data;

  ObjectSecurity(OrgData data) {
    this.data = data;
  }

  /**
   * Whether the transaction's user has the right.
   *
   * @param transaction null for nobody in particular, who may do everything
   */
  boolean may(@Nullable Transaction transaction, ObjectDefinition object, ObjectRight right) {
    if (transaction == null || object.granted().contains(right)) {
      return true;
    }
    return granted(transaction, object, right) || data.security().customizes(transaction);
  }

  /** Why records of the object cannot be saved; null when they can. */
  @Nullable RecordError refuse(
      Transaction transaction, ObjectDefinition object, ObjectRight right) {
    if (may(transaction, object, right)) {
      return null;
    }
    return right == ObjectRight.CREATE
        ? RecordError.of(
            "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
            "entity type cannot be inserted: " + object.name())
        : RecordError.of(
            "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }

  private boolean granted(Transaction transaction, ObjectDefinition object, ObjectRight right) {
    Table permissions = data.table("ObjectPermissions");
    ObjectDefinition of = permissions.object();
    for (Row row : permissions.with(of.known("SobjectType"), object.name(), transaction)) {
      Values values = row.seenBy(transaction);
      if (values != null
          && Boolean.TRUE.equals(values.get(of.known(right.field())))
          && data.security().assigned(transaction, values.get(of.known("ParentId")))) {
        return true;
      }
    }
    return false;
  }
}
