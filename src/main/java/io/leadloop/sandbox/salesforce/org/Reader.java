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

  /** The record that a reference points to; null for none. */
  @Nullable Row parent(Values values, FieldDefinition reference) {
    Object id = values.get(reference);
    return id == null ? null : data.find(id.toString());
  }
}
