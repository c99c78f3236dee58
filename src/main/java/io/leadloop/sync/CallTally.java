package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.CallCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts calls in memory until they are stored. Thread-safe. */
public final class CallTally implements CallLog {
  private final ConcurrentMap<CallCounts.Count, Long> counts = new ConcurrentHashMap<>();

  @Override
  public void called(Side side, String operation, Lane lane, String outcome) {
    counts.merge(
        new CallCounts.Count(side.word(), operation, lane.word(), outcome, 0), 1L, Long::sum);
  }

  /** Hands over what was counted since the last time. */
  public List<CallCounts.Count> take() {
    List<CallCounts.Count> taken = new ArrayList<>();
    for (CallCounts.Count cell : List.copyOf(counts.keySet())) {
      Long calls = counts.remove(cell);
      if (calls != null) {
        taken.add(
            new CallCounts.Count(
                cell.side(), cell.operation(), cell.lane(), cell.outcome(), calls));
      }
    }
    return taken;
  }
}
