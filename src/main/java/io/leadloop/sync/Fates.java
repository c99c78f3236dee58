package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Intent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clears up what became of all writes of a batch whose answers were lost. */
final class Fates {
  private final FateOfIntents fate;

  Fates(Round round) {
    this.fate = new FateOfIntents(round.rules(), round.now());
  }

  /**
   * The pairs after what their records show was held against their open intents.
   *
   * @return without open intents
   */
  List<Pair> clear(List<Pair> pairs) {
    List<Pair> cleared = new ArrayList<>();
    for (Pair pair : pairs) {
      cleared.add(clear(pair));
    }
    return cleared;
  }

  /** The same for one pair. */
  Pair clear(Pair pair) {
    Pair result = pair;
    for (Side side : Side.values()) {
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
    FateOfIntents.Cleared cleared = fate.clear(pair.row(), side, open, pair.snapshot(side));
    return pair.with(cleared.row(), cleared.findings());
  }
}
