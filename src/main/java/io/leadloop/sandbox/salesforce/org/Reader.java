package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * What one transaction, or nobody in particular, sees. Guarded by the org's lock.
 *
 * @param transaction null sees what is committed
 */
record Reader(OrgData data, @Nullable Transaction transaction) {
  @Nullable Values see(Row row) {
    return row.seenBy(transaction);
  }

  /** The object of this name in any case; null when there is none for this reader. */
  @Nullable ObjectDefinition object(String anyCase, boolean tooling) {
    ObjectDefinition object = data.schema().object(anyCase, tooling);
    return object != null && may(object, ObjectRight.READ) ? object : null;
  }

  boolean may(ObjectDefinition object, ObjectRight right) {
    return data.objectSecurity().may(transaction, object, right);
  }

  /** The field of this name in any case; null when there is none for this reader. */
  @Nullable FieldDefinition field(ObjectDefinition object, String anyCase) {
    FieldDefinition field = object.field(anyCase);
    return field != null && readable(object, field) ? field : null;
  }

  boolean readable(ObjectDefinition object, FieldDefinition field) {
    return field.granted() != Grant.NONE
        || data.security().grant(transaction, object, field) != Grant.NONE;
  }

  /** The record that a reference points to; null for none. */
  @Nullable Row parent(Values values, FieldDefinition reference) {
    Object id = values.get(reference);
    return id == null ? null : data.find(id.toString());
  }
}
