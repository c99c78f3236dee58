package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.IndexRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What search sees: each change appears only after a lag of its own, so records come in out of
 * order and a row shows the record as it was when it was indexed. The vendor says "may take a few
 * moments" and gives no bound. Guarded by the portal's lock.
 */
final class SearchIndex {
  private final InstantSource clock;
  private final long lagMillis;
  private final Random random;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparing(Pending::dueAt).thenComparing(Pending::sequence));
  private final Map<Long, CrmRecord> rows = new HashMap<>();
  private final ModificationOrder byModified = new ModificationOrder();
  private final Map<String, Long> idByEmail = new HashMap<>();

  /** By id, the change by which a record left; what came before it is never shown afterwards. */
  private final Map<Long, Long> left = new HashMap<>();

  private long sequence;

  /** A change that search does not show yet. */
  private record Pending(Instant dueAt, long sequence, CrmRecord snapshot) {}

  SearchIndex(InstantSource clock, long lagMillis, Random random) {
    this.clock = clock;
    this.lagMillis = lagMillis;
    this.random = random;
  }

  /** Lets search see the record as it is now, after a lag between half and all of the maximum. */
  void changed(CrmRecord record) {
    if (lagMillis == 0) {
      show(new Pending(clock.instant(), ++sequence, record));
      return;
    }
    long lag = IndexRule.lagMillis(lagMillis, random::nextLong);
    pending.add(new Pending(clock.instant().plus(Duration.ofMillis(lag)), ++sequence, record));
  }

  /** Shows everything that is due. */
  void catchUp() {
    Instant now = clock.instant();
    while (!pending.isEmpty() && !pending.element().dueAt().isAfter(now)) {
      show(pending.remove());
    }
  }

  /** Shows everything, due or not: a portal that is loaded at its start has no lag behind it. */
  void catchUpFully() {
    while (!pending.isEmpty()) {
      show(pending.remove());
    }
  }

  @Nullable CrmRecord row(long id) {
    return rows.get(id);
  }

  /** The row that shows an e-mail, whatever its case; null when none does. */
  @Nullable CrmRecord rowOfEmail(String email) {
    Long id = idByEmail.get(email.toLowerCase(Locale.ROOT));
    return id == null ? null : rows.get(id);
  }

  /** The rows that changed within a span, oldest change first: a view until the next change. */
  List<CrmRecord> rowsWithin(ModifiedSpan span) {
    return byModified.within(span);
  }

  private void show(Pending change) {
    CrmRecord snapshot = change.snapshot();
    if (left.getOrDefault(snapshot.id(), 0L) > change.sequence()) {
      return;
    }
    CrmRecord shown = rows.get(snapshot.id());
    if (shown != null && !IndexRule.replaces(shown.updatedAt(), snapshot.updatedAt())) {
      return;
    }
    if (shown != null) {
      byModified.remove(shown);
      idByEmail.remove(shown.value("email"), shown.id());
    }
    if (snapshot.archived()) {
      rows.remove(snapshot.id());
      left.put(snapshot.id(), change.sequence());
      return;
    }
    rows.put(snapshot.id(), snapshot);
    byModified.add(snapshot);
    String email = snapshot.value("email");
    if (email != null) {
      idByEmail.put(email, snapshot.id());
    }
  }
}
