package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Asks a vendor for its record of every link that does not rest by the id, a few at a time and over
 * and over, because a record that was deleted for good, and one that our user may no longer see, is
 * in no list of deletions. Asks for a look at those links; what became of the records is read with
 * it.
 *
 * <p>Not thread-safe: one sweep of a side calls it at a time.
 */
final class RollCall {
  /** As many as one call to HubSpot reads: fewer would cost as much. */
  private static final int FEWEST = 100;

  /** What a sweep may be kept waiting for: 20 calls. */
  private static final int MOST = 2_000;

  /** So many are asked for, and noted, together. */
  private static final int GROUP = 500;

  private final Crm crm;
  private final State state;
  private final LoopSettings settings;
  private final Fence fence;
  private final BooleanSupplier ends;
  private final InstantSource clock;
  private final String position;

  /**
   * @param ends whether a turn that is under way is to end after its group
   */
  RollCall(
      Crm crm,
      State state,
      LoopSettings settings,
      Fence fence,
      BooleanSupplier ends,
      InstantSource clock) {
    this.crm = crm;
    this.state = state;
    this.settings = settings;
    this.fence = fence;
    this.ends = ends;
    this.clock = clock;
    this.position = FactNames.rollCall(crm.side());
  }

  /**
   * Asks for the next few: so many that all have their turn within {@link SweepTimes#rollCall} if
   * it is called every {@link SweepTimes#departuresEvery}, but at most {@value #MOST}.
   *
   * @throws CrmException when the vendor could not be asked; the same are asked for the next time,
   *     unless it does not like the question: then the next ones are
   */
  void call() {
    Duration pass = settings.sweeps().rollCall();
    if (pass == null) {
      return;
    }
    int left = state.store().read(handle -> share(handle, pass));
    boolean more = true;
    while (more && left > 0 && !ends.getAsBoolean()) {
      int group = Math.min(GROUP, left);
      more = call(group);
      left -= group;
    }
  }

  /** How many have their turn now, of all links: those that rest stand among the others. */
  private int share(Handle handle, Duration pass) {
    long links = state.links().count(handle) + state.links().countGone(handle);
    double share =
        (double) settings.sweeps().departuresEvery().toMillis() / pass.toMillis() * links;
    return (int) Math.min(MOST, Math.max(FEWEST, Math.ceil(share)));
  }

  /** Whether there are more behind these. */
  private boolean call(int group) {
    List<LinkRow> rows = state.store().read(handle -> next(handle, group));
    boolean more = rows.size() == group;
    String upTo = more ? String.valueOf(rows.get(group - 1).link().id()) : "";
    Map<RecordKey, LinkRow> asked = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.gone() == null)
        .forEach(row -> asked.put(row.link().key(crm.side()), row));
    try {
      Map<RecordKey, Snapshot> there =
          asked.isEmpty() ? Map.of() : crm.read(asked.keySet(), Lane.REPAIR);
      state.store().run(handle -> file(handle, upTo, asked, there));
    } catch (CrmException e) {
      if (e.kind() == CrmException.Kind.QUESTION) {
        state.store().run(handle -> file(handle, upTo, Map.of(), Map.of()));
      }
      throw e;
    }
    return more;
  }

  /** Behind the last one it begins anew. */
  private List<LinkRow> next(Handle handle, int group) {
    String last = state.facts().get(handle, position).map(Facts.Fact::value).orElse("");
    List<LinkRow> rows =
        state.links().page(handle, last.isEmpty() ? 0 : Long.parseLong(last), group);
    return rows.isEmpty() && !last.isEmpty() ? state.links().page(handle, 0, group) : rows;
  }

  private void file(
      Handle handle, String upTo, Map<RecordKey, LinkRow> asked, Map<RecordKey, Snapshot> there) {
    fence.check(handle);
    List<String> subjects = new ArrayList<>();
    asked.forEach(
        (key, row) -> {
          String subject = Claim.subject(row.link().id());
          if (isNews(state.problems().of(handle, subject), key, there.get(key))) {
            subjects.add(subject);
          }
        });
    state.inbox().wake(handle, subjects, Lane.REPAIR.number(), clock.instant());
    state.facts().set(handle, position, upTo, clock.instant());
  }

  /**
   * A record that is missing, or that was merged into another, says nothing new of a link that
   * waits for a person already; one that is back does. A Lead is there also where the Contact that
   * it became is not.
   */
  private static boolean isNews(List<Problem> waits, RecordKey key, @Nullable Snapshot shown) {
    if (waits.stream().anyMatch(problem -> Waiting.saysGone(problem, key))) {
      return shown != null && !Conversions.isConverted(shown);
    }
    return (shown == null || !shown.key().equals(key))
        && waits.stream().noneMatch(problem -> problem.field().isEmpty());
  }
}
