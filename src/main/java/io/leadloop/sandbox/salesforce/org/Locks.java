package io.leadloop.sandbox.salesforce.org;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which rows cannot be written now. Guarded by the org's lock. */
final class Locks {
  private final InstantSource clock;
  private final Map<String, Instant> untilByShortId = new HashMap<>();
  private final Consumer<Transaction> commitEarly;

  /**
   * @param commitEarly ends a transaction that only takes its time, so that the next writer of the
   *     same row need not wait for it
   */
  Locks(InstantSource clock, Consumer<Transaction> commitEarly) {
    this.clock = clock;
    this.commitEarly = commitEarly;
  }

  /** Keeps a row from being written until then. */
  void lock(String id, Instant until) {
    untilByShortId.put(RecordId.shortOf(id), until);
  }

  void clear() {
    untilByShortId.clear();
  }

  /** Why {@code transaction} cannot write the row; null when it can. */
  @Nullable RecordError refuse(Transaction transaction, Row row) {
    Instant until = untilByShortId.get(RecordId.shortOf(row.id()));
    if (until != null && until.isAfter(clock.instant())) {
      return error(row);
    }
    Transaction holder = row.holder();
    if (holder == null || holder == transaction) {
      return null;
    }
    if (holder.held()) {
      return error(row);
    }
    commitEarly.accept(holder);
    return null;
  }

  private static RecordError error(Row row) {
    return RecordError.of(
        "UNABLE_TO_LOCK_ROW",
        "unable to obtain exclusive access to this record or 1 records: "
            + RecordId.shortOf(row.id()));
  }
}
