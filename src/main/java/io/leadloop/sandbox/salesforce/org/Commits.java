package io.leadloop.sandbox.salesforce.org;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Ends transactions, at once or when their time has come. Guarded by the org's lock. */
final class Commits {
  private record Due(Instant at, long number, Transaction transaction) {}

  private final OrgData data;
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private long lastNumber;

  Commits(OrgData data) {
    this.data = data;
  }

  void later(Transaction transaction, Instant at) {
    waiting.add(new Due(at, ++lastNumber, transaction));
  }

  /** When the oldest transaction began that is not committed yet; null when there is none. */
  @Nullable Instant oldestStart() {
    return waiting.stream()
        .filter(due -> due.transaction().open())
        .map(due -> due.transaction().startedAt())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Commits what is due. */
  void settle(Instant now) {
    Due next = waiting.peek();
    while (next != null && !next.at().isAfter(now)) {
      waiting.remove();
      commit(next.transaction());
      next = waiting.peek();
    }
  }

  void commit(Transaction transaction) {
    end(transaction, true);
  }

  void rollBack(Transaction transaction) {
    end(transaction, false);
  }

  private void end(Transaction transaction, boolean commit) {
    if (!transaction.open()) {
      return;
    }
    transaction.close();
    for (Row row : transaction.touched()) {
      Values gone = commit ? row.committed() : row.pending();
      row.release(commit);
      data.table(row.object()).withdraw(row, gone);
    }
  }
}
