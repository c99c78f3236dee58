package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Gone;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides about links of which a record is not there any more. Only what the vendor itself calls
 * deleted lets a link rest; a record that merely cannot be found may be hidden from our user, and
 * waits for a person.
 */
final class Departed {
  private final Round round;
  private final FateOfIntents fate;
  private final Map<RecordKey, Evidence> evidence = new HashMap<>();

  Departed(Round round) {
    this.round = round;
    this.fate = new FateOfIntents(round.rules(), round.now());
  }

  List<Work> decide(List<Sighting> sightings) {
    List<RecordKey> missing = new ArrayList<>();
    for (Sighting sighting : sightings) {
      for (Side side : Side.values()) {
        if (sighting.of(side) == null) {
          missing.add(sighting.row().link().key(side));
        }
      }
    }
    Bins bins = new Bins(round.reader(), missing, round.lane());
    for (Side side : Side.values()) {
      askHistory(side, sightings);
    }
    return new Deletions(round, bins)
        .confirm(sightings.stream().map(sighting -> decide(sighting, bins)).toList());
  }

  /** Of survivors where a write arrived whose answer was lost. */
  private void askHistory(Side side, List<Sighting> sightings) {
    HistoryQuestion question = new HistoryQuestion(round.rules());
    for (Sighting sighting : sightings) {
      Snapshot shown = sighting.of(side);
      for (Intent intent : sighting.open()) {
        if (shown != null && intent.side() == side && intent.token().equals(shown.token())) {
          question.add(intent, shown);
        }
      }
    }
    evidence.putAll(question.ask(round.reader(), side, Instant.EPOCH, round.lane()));
  }

  private Work decide(Sighting sighting, Bins bins) {
    LinkRow row = sighting.row();
    Gone known = row.gone();
    if (known != null && known.deletes() && sighting.of(known.side().other()) == null) {
      return new Undone(round).decide(sighting, known, bins);
    }
    if (known != null && sighting.of(known.side()) == null) {
      return rest(sighting, known, false);
    }
    RecordKey lost = null;
    for (Side side : Side.values()) {
      RecordKey key = row.link().key(side);
      if (sighting.of(side) == null) {
        lost = lost == null ? key : lost;
        Instant at = bins.at(key);
        if (at != null) {
          return rest(sighting, new Gone(side, at, Gone.Other.LEFT), true);
        }
      }
    }
    RecordKey key = lost == null ? row.link().salesforce() : lost;
    return round.waiting().gone(sighting.claim(), key, row.link().key(key.side().other()));
  }

  /** Where one was deleted after the other was restored, the one that is gone may be marked too. */
  private static Gone.Other marked(@Nullable Gone before, Gone gone) {
    if (gone.marked()) {
      return gone.other();
    }
    return before != null && before.marks(gone.side()) ? Gone.Other.MARKED_BOTH : Gone.Other.MARKED;
  }

  Work rest(Sighting sighting, Gone gone, boolean begins) {
    LinkRow row = sighting.row();
    Side survivor = gone.side().other();
    // One that was merged as well is another link's, or will be looked at when this goes on.
    Snapshot shown = sighting.isMerged() ? null : sighting.of(survivor);
    Work.Findings findings = Work.Findings.NONE;
    for (Intent open : sighting.open()) {
      if (open.side() == survivor && shown != null) {
        FateOfIntents.Cleared cleared =
            fate.clear(
                row, survivor, open, shown, evidence.getOrDefault(shown.key(), Evidence.NONE));
        row = cleared.row();
        findings = findings.plus(cleared.findings());
      }
      // What became of a write to the record that is gone, it tells itself when it is restored.
    }
    OnDelete onDelete = round.rules().onDelete(row.link().key(gone.side()).object());
    Gone.Other becomes = gone.deletes() ? Gone.Other.LEFT : gone.other();
    if (shown != null && !Conversions.isConverted(shown)) {
      // A second departure of the same link is the first one's undoing, and deletes nothing.
      boolean first = begins && sighting.row().gone() == null;
      if (onDelete == OnDelete.DELETE && (first || gone.other() == Gone.Other.TO_DELETE)) {
        becomes = Gone.Other.TO_DELETE;
      } else if (onDelete != OnDelete.UNLINK) {
        becomes = marked(sighting.row().gone(), gone);
      }
    }
    String why = gone.other() == Gone.Other.DELETED ? "somebody restored it" : "";
    return new Work.Resting(
        sighting.claim(), row, gone, shown, begins, becomes, why, null, findings);
  }
}
