package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Asks a vendor for its record of every link by the id, a few at a time and over and over, because
 * a record that was deleted for good, and one that our user may no longer see, is in no list of
 * deletions. Asks for a look at those links; what became of the records is read with it.
 *
 * <p>Not thread-safe: one sweep of a side calls it at a time.
 */
final class RollCall {
  /** As many as one call to HubSpot reads: fewer would cost as much. */
  private static final int FEWEST = 100;

  /** What a sweep may be kept waiting for: 20 calls. */
  private static final int MOST = 2_000;

  private final Crm crm;
  private final State state;
  private final LoopSettings settings;
  private final Fence fence;
  private final InstantSource clock;
  private final String position;

  RollCall(Crm crm, State state, LoopSettings settings, Fence fence, InstantSource clock) {
    this.crm = crm;
    this.state = state;
    this.settings = settings;
    this.fence = fence;
    this.clock = clock;
    this.position = FactNames.rollCall(crm.side());
  }

  /**
   * Asks for the next few: so many that all have their turn within {@link SweepTimes#rollCall} if
   * it is called every {@link SweepTimes#departuresEvery}, but at most {@value #MOST}.
   *
   * @throws CrmException when the vendor could not be asked; the same are asked for the next time
   */
  void call() {
    Duration pass = settings.sweeps().rollCall();
    if (pass == null) {
      return;
    }
    Turn turn = state.store().read(handle -> turn(handle, pass));
    Map<RecordKey, LinkRow> asked = new LinkedHashMap<>();
    turn.rows().stream()
        .filter(row -> row.gone() == null)
        .forEach(row -> asked.put(row.link().key(crm.side()), row));
    Map<RecordKey, Snapshot> there =
        asked.isEmpty() ? Map.of() : crm.read(asked.keySet(), Lane.REPAIR);
    state.store().run(handle -> file(handle, turn, asked, there));
  }

  /**
   * The links whose turn it is.
   *
   * @param next behind which link it goes on; empty for the first
   */
  private record Turn(List<LinkRow> rows, String next) {}

  private Turn turn(Handle handle, Duration pass) {
    String last = state.facts().get(handle, position).map(Facts.Fact::value).orElse("");
    int share = share(handle, pass);
    List<LinkRow> rows =
        state.links().page(handle, last.isEmpty() ? 0 : Long.parseLong(last), share);
    boolean isThrough = rows.size() < share;
    return new Turn(rows, isThrough ? "" : String.valueOf(rows.get(rows.size() - 1).link().id()));
  }

  private int share(Handle handle, Duration pass) {
    double share =
        (double) settings.sweeps().departuresEvery().toMillis()
            / pass.toMillis()
            * state.links().count(handle);
    return (int) Math.min(MOST, Math.max(FEWEST, Math.ceil(share)));
  }

  private void file(
      Handle handle, Turn turn, Map<RecordKey, LinkRow> asked, Map<RecordKey, Snapshot> there) {
    fence.check(handle);
    List<String> subjects = new ArrayList<>();
    asked.forEach(
        (key, row) -> {
          Snapshot shown = there.get(key);
          boolean isMissing = shown == null || !shown.key().equals(key);
          String subject = Claim.subject(row.link().id());
          if (isMissing != isKnownAsGone(handle, subject, key)) {
            subjects.add(subject);
          }
        });
    state.inbox().wake(handle, subjects, Lane.REPAIR.number(), clock.instant());
    state.facts().set(handle, position, turn.next(), clock.instant());
  }

  private boolean isKnownAsGone(Handle handle, String subject, RecordKey key) {
    return state.problems().of(handle, subject).stream()
        .anyMatch(problem -> Waiting.saysGone(problem, key));
  }
}
