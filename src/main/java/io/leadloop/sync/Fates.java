package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Intent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Clears up what became of all writes of a batch whose answers were lost. */
final class Fates {
  private final Round round;
  private final FateOfIntents fate;
  private final Map<RecordKey, Evidence> evidence = new HashMap<>();

  Fates(Round round) {
    this.round = round;
    this.fate = new FateOfIntents(round.rules(), round.now());
  }

  /**
   * The pairs after what their records show was held against their open intents.
   *
   * @return without open intents
   * @throws CrmException when a vendor's history could not be asked
   */
  List<Pair> clear(List<Pair> pairs) {
    for (Side side : Side.values()) {
      askHistory(side, pairs);
    }
    return pairs.stream().map(this::clear).toList();
  }

  /** Only of records where a write arrived whose answer was lost. */
  private void askHistory(Side side, List<Pair> pairs) {
    HistoryQuestion question = new HistoryQuestion(round.rules());
    for (Pair pair : pairs) {
      Snapshot shown = pair.snapshot(side);
      for (Intent intent : pair.open()) {
        if (intent.side() == side && intent.token().equals(shown.token())) {
          question.add(intent, shown);
        }
      }
    }
    evidence.putAll(question.ask(round.reader(), side, Instant.EPOCH, round.lane()));
  }

  /** The same for one pair, without asking anybody. */
  Pair clear(Pair pair) {
    Pair result = pair;
    for (Side side : Side.values()) {
      round.strangers().look(pair, side);
      List<Intent> open = pair.open().stream().filter(intent -> intent.side() == side).toList();
      if (open.isEmpty()) {
        result = clear(result, side, null);
      }
      for (Intent intent : open) {
        result = clear(result, side, intent);
      }
    }
    return result.settled();
  }

  private Pair clear(Pair pair, Side side, @Nullable Intent open) {
    Snapshot shown = pair.snapshot(side);
    FateOfIntents.Cleared cleared =
        fate.clear(
            Unseen.seen(pair.row(), round.rules().mapping(), side, shown),
            side,
            open,
            shown,
            evidence.getOrDefault(shown.key(), Evidence.NONE));
    return pair.with(cleared.row(), cleared.findings());
  }
}
