package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.MomentRule;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one call changes. Nobody else sees it before its commit; its time stamps are those of its
 * start, however late the commit is. Guarded by the org's lock.
 */
public final class Transaction {
  private final Instant startedAt;
  private final String userId;
  private final Set<Row> touched = new LinkedHashSet<>();
  private SaveOptions options = SaveOptions.USUAL;
  private boolean held;
  private boolean open = true;

  Transaction(Instant startedAt, String userId) {
    this.startedAt = MomentRule.kept(startedAt);
    this.userId = userId;
  }

  /** When it began, to the second, as Salesforce keeps times. */
  Instant startedAt() {
    return startedAt;
  }

  /** Who makes the changes. */
  String userId() {
    return userId;
  }

  SaveOptions options() {
    return options;
  }

  /** Says how the saves from here on are meant. */
  void saving(SaveOptions others) {
    options = others;
  }

  Set<Row> touched() {
    return touched;
  }

  /** Whether it keeps its row locks against everybody until its commit time. */
  boolean held() {
    return held;
  }

  void keepLocks() {
    held = true;
  }

  boolean open() {
    return open;
  }

  void close() {
    open = false;
  }
}
