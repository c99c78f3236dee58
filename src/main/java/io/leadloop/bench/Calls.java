package io.leadloop.bench;

import io.leadloop.lead.Side;
import io.leadloop.store.CallCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How often the daemon called each vendor, by the words under which it counts its calls itself.
 *
 * @param counts by side and operation, such as {@code hubspot batch-read}
 */
record Calls(Map<String, Long> counts) {
  /** Reading what will be written, writing it, and what a new record needs besides. */
  private static final Set<String> WORK =
      Set.of("batch-read", "batch-update", "batch-upsert", "find", "retrieve", "upsert", "update");

  private static final Map<Side, String> SWEEP =
      Map.of(Side.HUBSPOT, "search", Side.SALESFORCE, "sweep");

  Calls {
    counts = Map.copyOf(counts);
  }

  static Calls of(List<CallCounts.Count> stored) {
    Map<String, Long> counts = new TreeMap<>();
    stored.forEach(one -> counts.merge(one.side() + " " + one.operation(), one.calls(), Long::sum));
    return new Calls(counts);
  }

  /** What was called since an earlier count. */
  Calls since(Calls earlier) {
    Map<String, Long> later = new TreeMap<>(counts);
    earlier.counts.forEach((what, calls) -> later.merge(what, -calls, Long::sum));
    return new Calls(later);
  }

  /** Reads and writes of records, without sweeps and evidence. */
  long work(Side side) {
    return WORK.stream().mapToLong(operation -> of(side, operation)).sum();
  }

  /** Calls of sweeps: what changed since. */
  long sweeps(Side side) {
    return of(side, SWEEP.getOrDefault(side, ""));
  }

  /** Questions to the vendors' histories: who edited what, and when. */
  long evidence() {
    return of(Side.HUBSPOT, "history") + of(Side.SALESFORCE, "history");
  }

  private long of(Side side, String operation) {
    return counts.getOrDefault(side.word() + " " + operation, 0L);
  }
}
