package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Looks on one side for records that were deleted or merged into others, which no sweep of changes
 * shows, and asks for a look at their links, at what waits in the inbox for themselves, and at who
 * waits because they were one match of several. It says nothing about what became of them: that is
 * read with the look.
 *
 * <p>A first load begins with today's records, so the first look only takes note of the time. Not
 * thread-safe: one sweep of a side calls it at a time.
 */
final class Departures {
  private final Crm crm;
  private final State state;
  private final LoopSettings settings;
  private final Fence fence;
  private final BooleanSupplier ends;
  private final InstantSource clock;
  private final String cursor;
  private final RollCall rollCall;
  private @Nullable Instant lookedAt;

  /**
   * @param ends whether a look that is under way is to end after its page
   */
  Departures(
      Crm crm,
      State state,
      LoopSettings settings,
      Fence fence,
      BooleanSupplier ends,
      InstantSource clock) {
    this.ends = ends;
    this.crm = crm;
    this.state = state;
    this.settings = settings;
    this.fence = fence;
    this.clock = clock;
    this.cursor = "departures." + crm.side().word();
    this.rollCall = new RollCall(crm, state, settings, fence, ends, clock);
  }

  /**
   * Looks, if it is time to. One that ends early is made anew with the next sweep.
   *
   * @throws CrmException when the vendor could not be asked
   * @throws CancellationException when it was told to end
   */
  void look() {
    Instant now = clock.instant();
    if (!isDue(now)) {
      return;
    }
    Instant there = crm.lastAnsweredAt().orElse(now);
    Optional<Instant> position =
        state.store().read(handle -> state.cursors().position(handle, cursor));
    position.ifPresent(
        since ->
            crm.departures(since.minus(settings.sweeps().longOverlap()), Lane.REPAIR, this::file));
    state
        .store()
        .run(
            handle -> {
              fence.check(handle);
              state.cursors().advance(handle, cursor, there, clock.instant());
              state.facts().set(handle, FactNames.departures(crm.side()), "", now);
            });
    lookedAt = now;
    if (position.isPresent()) {
      rollCall.call();
    }
  }

  private boolean isDue(Instant now) {
    if (lookedAt == null) {
      lookedAt =
          state
              .store()
              .read(handle -> state.facts().get(handle, FactNames.departures(crm.side())))
              .map(Facts.Fact::at)
              .orElse(null);
    }
    return lookedAt == null
        // Our clock may have been set back since.
        || Duration.between(lookedAt, now).abs().compareTo(settings.sweeps().departuresEvery())
            >= 0;
  }

  private void file(List<RecordKey> departed) {
    if (ends.getAsBoolean()) {
      throw new CancellationException("the look for deleted records is made anew");
    }
    if (!departed.isEmpty()) {
      state.store().run(handle -> file(handle, departed));
    }
  }

  private void file(Handle handle, List<RecordKey> departed) {
    fence.check(handle);
    Side side = crm.side();
    Map<String, LinkRow> rows =
        state.links().byRecord(handle, side, departed.stream().map(RecordKey::id).toList());
    List<String> subjects = new ArrayList<>();
    for (RecordKey key : departed) {
      LinkRow row = rows.get(key.id());
      if (row != null
          && row.link().key(side).equals(key)
          && (!row.isDeleted(side) || waits(handle, row))) {
        subjects.add(Claim.subject(row.link().id()));
      }
    }
    List<RecordKey> unlinked =
        departed.stream().filter(key -> !rows.containsKey(key.id())).toList();
    subjects.addAll(whoMatched(handle, unlinked));
    Instant now = clock.instant();
    state.inbox().wake(handle, subjects, Lane.LIVE.number(), now);
    // What waits for news of them, or for a person, waits for nothing any more.
    List<String> own = unlinked.stream().map(RecordKey::text).toList();
    state.inbox().wakeWaiting(handle, own, Lane.REPAIR.number(), now);
  }

  /**
   * Who waits because more than one record matched, if one of those is gone that stood for nobody.
   * Where it was linked, the other one may be another person who shared its address.
   */
  private List<String> whoMatched(Handle handle, List<RecordKey> unlinked) {
    if (unlinked.isEmpty()) {
      return List.of();
    }
    Set<String> gone = unlinked.stream().map(RecordKey::label).collect(Collectors.toSet());
    List<String> subjects = new ArrayList<>();
    state
        .problems()
        .messages(handle, Waiting.AMBIGUOUS)
        .forEach(
            (subject, message) -> {
              if (Waiting.candidates(message).stream().anyMatch(gone::contains)) {
                subjects.add(subject);
              }
            });
    return subjects;
  }

  /** What was to be restored with it need not be any more, if the record is deleted again. */
  private boolean waits(Handle handle, LinkRow row) {
    Gone gone = row.gone();
    return gone != null
        && gone.other() == Gone.Other.DELETED
        && !state.problems().of(handle, Claim.subject(row.link().id())).isEmpty();
  }
}
