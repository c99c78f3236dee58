package io.leadloop.app;

import io.leadloop.store.JournalRow;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once what rests from now on and what goes on, and has everything looked at that was passed
 * over meanwhile: what waited at every change, every link when something goes on.
 */
record DriftNotice(State state, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(DriftNotice.class);

  /** Compares with what was so before, in this process or another. */
  void take(Drift drift) {
    state
        .store()
        .run(
            handle -> {
              Drift before = Drift.known(state.facts().known(handle));
              if (!before.equals(drift)) {
                changed(handle, before, drift);
              }
            });
  }

  private void changed(Handle handle, Drift before, Drift drift) {
    Instant now = clock.instant();
    drift.save(state.facts(), handle, now);
    List<JournalRow> rows = new ArrayList<>();
    for (Drift.Entry entry : drift.entries()) {
      if (before.entries().stream().noneMatch(entry::restsLike)) {
        LOG.warn("{}. {}", entry.text(), entry.kind().goesOn());
        rows.add(row(entry, "pause", entry.kind().word(), entry.text() + ".", now));
      }
    }
    for (Drift.Entry entry : before.entries()) {
      if (drift.entries().stream().noneMatch(entry::restsLike)) {
        String over = "%s %s is over.".formatted(entry.kind().word(), entry.line());
        LOG.info("{}", over);
        rows.add(row(entry, "go-on", "accepted", over, now));
      }
    }
    state.journal().append(handle, rows);
    state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), now);
    if (before.isHealedBy(drift)) {
      state.inbox().wakeLinks(handle, Lane.BACKFILL.number(), now);
    }
  }

  private static JournalRow row(
      Drift.Entry entry, String operation, String outcome, String message, Instant now) {
    String field = "%s.%s".formatted(entry.object(), entry.field());
    return new JournalRow(
        0, now, null, field, entry.side(), operation, field, null, outcome, message, List.of());
  }
}
