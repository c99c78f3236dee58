package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Side;
import io.leadloop.store.Ending;
import io.leadloop.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes what a plan names, in batches, and nothing else. Each write is saved as an intent before
 * it is sent; each record has its own outcome. Never throws for a vendor's failure: what is not
 * known to be done is unknown, and the token in the record will tell.
 */
public final class Applier {
  private final Sender sender;
  private final Notes notes;
  private final State state;
  private final LoopSettings settings;
  private final long epoch;
  private final Tokens tokens;
  private final InstantSource clock;

  /**
   * @param epoch of the lease under which this process writes; a transaction under an older one is
   *     refused
   */
  public Applier(
      Rules rules,
      Map<Side, Crm> crms,
      Timeline timeline,
      State state,
      LoopSettings settings,
      long epoch,
      InstantSource clock) {
    WritePermit permit = WritePermit.of(state, epoch);
    this.sender = new Sender(rules, crms, permit);
    this.notes = new Notes(timeline, permit);
    this.state = state;
    this.settings = settings;
    this.epoch = epoch;
    String storeId = state.store().read(handle -> Facts.storeId(handle, clock.instant()));
    this.tokens = new Tokens(settings.connection(), storeId, epoch);
    this.clock = clock;
  }

  /**
   * @throws io.leadloop.store.StoreException when another process took over, or the store cannot be
   *     written; nothing is sent from then on, and what was sent before the tokens will tell
   */
  public AppliedBatch apply(PlannedBatch planned) {
    if (planned.works().isEmpty()) {
      return AppliedBatch.EMPTY;
    }
    if (planned.readAt().plus(settings.claimLease()).isBefore(clock.instant())) {
      return lookAgain(planned);
    }
    Lane lane = Lane.of(planned.works().get(0).claim().lane());
    Prepared prepared =
        state
            .store()
            .write(
                handle -> {
                  state.lease().fence(handle, epoch);
                  return new Preparation(state, settings, tokens, handle, clock.instant())
                      .prepare(planned.works());
                });
    Map<String, Map<Side, Sent>> sent = new HashMap<>();
    Duration window = Duration.ZERO;
    for (Side side : Side.values()) {
      // First, because nothing is asked about them afterwards: see Deletions.
      for (Sent one : sender.delete(side, prepared.deletions(side), lane)) {
        window = Duration.between(planned.readAt(), clock.instant());
        keep(sent, prepared, side, one);
      }
    }
    for (Side side : Side.values()) {
      List<Sent> written = written(side, prepared, lane);
      if (!written.isEmpty()) {
        window = Duration.between(planned.readAt(), clock.instant());
      }
      for (Sent one : sender.lookBack(side, written, lane)) {
        keep(sent, prepared, side, one);
      }
    }
    Map<Long, Map<Item, WriteOutcome>> notes = this.notes.add(prepared, sent, lane);
    List<AppliedBatch.Applied> applied = new ArrayList<>();
    for (Work work : prepared.works) {
      long linkId = work instanceof Work.Linked linked ? linked.row().link().id() : 0;
      applied.add(
          new AppliedBatch.Applied(
              work,
              sent.getOrDefault(work.claim().subject(), Map.of()),
              notes.getOrDefault(linkId, Map.of()),
              prepared.heldBack.get(work.claim().subject())));
    }
    return new AppliedBatch(applied, window);
  }

  private static void keep(
      Map<String, Map<Side, Sent>> sent, Prepared prepared, Side side, Sent one) {
    String subject = Objects.requireNonNull(prepared.owners.get(one.intent().token()));
    sent.computeIfAbsent(subject, s -> new EnumMap<>(Side.class)).put(side, one);
  }

  /** Sends, and sends again without the fields that were refused. */
  private List<Sent> written(Side side, Prepared prepared, Lane lane) {
    List<Sent> written = sender.write(side, prepared.writes(side), lane);
    WithoutRefused refused = new WithoutRefused(side, prepared, settings.keyField());
    for (int round = 0; round < WithoutRefused.ROUNDS_MAX; round++) {
      WithoutRefused.Left left = refused.of(written);
      if (left.isEmpty()) {
        break;
      }
      Prepared again =
          state
              .store()
              .write(
                  handle -> {
                    state.lease().fence(handle, epoch);
                    return new Preparation(state, settings, tokens, handle, clock.instant())
                        .again(
                            List.copyOf(left.works().values()),
                            side,
                            List.copyOf(left.works().keySet()),
                            prepared.keyRefused);
                  });
      prepared.owners.putAll(again.owners);
      written = refused.together(written, left, sender.write(side, again.writes(side), lane));
    }
    return refused.told(written);
  }

  /** A process that slept between plan and apply must not write what was decided before. */
  private AppliedBatch lookAgain(PlannedBatch planned) {
    Instant now = clock.instant();
    List<AppliedBatch.Applied> put = new ArrayList<>();
    for (Work work : planned.works()) {
      Work again = Work.Ended.of(Ending.again(work.claim(), now));
      put.add(new AppliedBatch.Applied(again, Map.of(), Map.of(), null));
    }
    return new AppliedBatch(put, Duration.ZERO);
  }
}
