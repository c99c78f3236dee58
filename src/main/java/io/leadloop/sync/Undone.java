package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.Gone;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about links of which we deleted the record that was left, or were about to, and it is not
 * there. Whether the other one is back decides: no vendor lets us restore what we deleted, so that
 * is said to a person, and nobody is created in its place.
 */
final class Undone {
  private final Round round;

  Undone(Round round) {
    this.round = round;
  }

  /**
   * @param sighting of a link whose record on the side that we delete from is not there
   */
  Work decide(Sighting sighting, Gone known, Bins bins) {
    LinkRow row = sighting.row();
    Side side = known.side().other();
    RecordKey ours = row.link().key(side);
    RecordKey theirs = row.link().key(known.side());
    boolean inBin = bins.at(ours) != null;
    boolean isBack = sighting.of(known.side()) != null;
    if (known.other() == Gone.Other.TO_DELETE && !inBin) {
      return round.waiting().gone(sighting.claim(), ours, theirs);
    }
    Work.Resting rests =
        new Work.Resting(
            sighting.claim(),
            row,
            known,
            null,
            false,
            Gone.Other.DELETED,
            "",
            null,
            inBin ? confirmed(sighting, ours) : Work.Findings.NONE);
    return isBack ? round.waiting().toRestore(rests, theirs, ours, inBin) : rests;
  }

  /** The answer to our deletion was lost, and the bin says that it arrived. */
  private Work.Findings confirmed(Sighting sighting, RecordKey ours) {
    List<String> closed = new ArrayList<>();
    List<JournalRow> rows = new ArrayList<>();
    for (Intent open : sighting.open()) {
      if (open.deletes() && open.side() == ours.side()) {
        closed.add(open.token());
        rows.add(
            new JournalRow(
                0,
                round.now(),
                sighting.row().link().id(),
                open.subject(),
                open.side(),
                "delete",
                ours.text(),
                open.token(),
                "confirmed",
                "The answer to this deletion was lost: the record is in %s."
                    .formatted(Entries.bin(ours.side())),
                List.of()));
      }
    }
    return new Work.Findings(closed, rows);
  }
}
