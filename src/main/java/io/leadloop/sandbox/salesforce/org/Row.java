package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.Nullable;

/**
 * One record: what everybody sees, and what an open transaction would make of it. Guarded by the
 * org's lock.
 */
final class Row {
  private final ObjectDefinition object;
  private final String id;
  private @Nullable Values committed;
  private @Nullable Values pending;
  private @Nullable Transaction holder;

  Row(ObjectDefinition object, String id) {
    this.object = object;
    this.id = id;
  }

  ObjectDefinition object() {
    return object;
  }

  /** 18 characters. */
  String id() {
    return id;
  }

  /** The values as {@code reader} sees them; null when there is no such record for it. */
  @Nullable Values seenBy(@Nullable Transaction reader) {
    return holder != null && holder == reader ? pending : committed;
  }

  @Nullable Values committed() {
    return committed;
  }

  @Nullable Values pending() {
    return pending;
  }

  /** The open transaction that has changed it; null for none. */
  @Nullable Transaction holder() {
    return holder;
  }

  void hold(Transaction transaction, Values values) {
    holder = transaction;
    pending = values;
  }

  void release(boolean commit) {
    if (commit) {
      committed = pending;
    }
    pending = null;
    holder = null;
  }
}
