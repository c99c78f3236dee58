package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sweeps saw in the last seconds, so that a side that is not written need not be read
 * again. Bounded, kept in memory only: losing it costs reads and nothing else. Thread-safe.
 */
public final class RecentSnapshots {
  /** Some 25 MB; what falls out is read again. */
  private static final int RECORDS_MAX = 5_000;

  private final InstantSource clock;
  private final Duration freshFor;
  private final Map<RecordKey, Seen> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordKey, Seen> eldest) {
          return size() > RECORDS_MAX;
        }
      };

  public RecentSnapshots(InstantSource clock, Duration freshFor) {
    this.clock = clock;
    this.freshFor = freshFor;
  }

  synchronized void put(Snapshot snapshot) {
    Instant now = clock.instant();
    forgetStale(now);
    seen.remove(snapshot.key());
    seen.put(snapshot.key(), new Seen(snapshot, now));
  }

  /** Takes the place of an older state of the same record; what nobody waits for is not kept. */
  synchronized void refresh(Snapshot snapshot) {
    if (seen.containsKey(snapshot.key())) {
      put(snapshot);
    }
  }

  /** The eldest stand first: as many as are too old to be asked for go. */
  private void forgetStale(Instant now) {
    Iterator<Seen> eldest = seen.values().iterator();
    while (eldest.hasNext() && isStale(eldest.next(), now)) {
      eldest.remove();
    }
  }

  /** What was seen later than now was seen before our clock was set back. */
  private boolean isStale(Seen one, Instant now) {
    return one.at().plus(freshFor).isBefore(now) || one.at().isAfter(now);
  }

  /**
   * What was seen of this record, unless it is too old or older than a state that is known already.
   */
  synchronized @Nullable Snapshot get(RecordKey key, Instant notBefore) {
    Seen last = seen.get(key);
    if (last == null
        || isStale(last, clock.instant())
        || last.snapshot().modifiedAt().isBefore(notBefore)) {
      return null;
    }
    return last.snapshot();
  }

  /** Returns whether anything was known of it. */
  synchronized boolean forget(RecordKey key) {
    return seen.remove(key) != null;
  }

  private record Seen(Snapshot snapshot, Instant at) {}
}
