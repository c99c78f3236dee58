package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two records that stand for one person, read and about to be planned.
 *
 * @param isNew whether they were never linked before
 * @param fresh the sides that were read by their own key in this round, and not taken from a sweep
 * @param open writes of these records whose fate is open
 */
record Pair(
    Claim claim,
    boolean isNew,
    LinkRow row,
    Snapshot hubspot,
    Snapshot salesforce,
    Set<Side> fresh,
    List<Intent> open,
    Work.Findings findings) {

  Snapshot snapshot(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  Pair with(Side side, Snapshot read) {
    Set<Side> sides = EnumSet.of(side);
    sides.addAll(fresh);
    return side == Side.HUBSPOT
        ? new Pair(claim, isNew, row, read, salesforce, sides, open, findings)
        : new Pair(claim, isNew, row, hubspot, read, sides, open, findings);
  }

  Pair with(LinkRow other, Work.Findings more) {
    return new Pair(claim, isNew, other, hubspot, salesforce, fresh, open, findings.plus(more));
  }

  /** The same when the fate of every write is known. */
  Pair settled() {
    return new Pair(claim, isNew, row, hubspot, salesforce, fresh, List.of(), findings);
  }
}
