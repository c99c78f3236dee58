package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a link's two records in this round.
 *
 * @param shows by side; a side whose record is not there is not in it
 * @param fresh the sides that were read by their own key, and not taken from a sweep
 * @param open writes of these records whose fate is open
 */
record Sighting(
    Claim claim, LinkRow row, Map<Side, Snapshot> shows, Set<Side> fresh, List<Intent> open) {

  @Nullable Snapshot of(Side side) {
    return shows.get(side);
  }

  /** The snapshot of a side whose record is there. */
  Snapshot there(Side side) {
    return Objects.requireNonNull(shows.get(side));
  }

  boolean isWhole() {
    return shows.size() == Side.values().length;
  }

  /** Whether a record answers under another key than the link knows: it was merged away. */
  boolean isMerged() {
    return shows.entrySet().stream().anyMatch(e -> isMerged(e.getKey(), e.getValue()));
  }

  /** The records that the link should join now. */
  RecordKey key(Side side) {
    return there(side).key();
  }

  private boolean isMerged(Side side, Snapshot shown) {
    return !shown.key().equals(row.link().key(side));
  }

  Pair pair(LinkRow known, Work.Findings findings) {
    return new Pair(
        claim, false, known, there(Side.HUBSPOT), there(Side.SALESFORCE), fresh, open, findings);
  }
}
