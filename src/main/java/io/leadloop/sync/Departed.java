package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Gone;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about links of which a record is not there any more. Only what the vendor itself calls
 * deleted lets a link rest; a record that merely cannot be found may be hidden from our user, and
 * waits for a person.
 */
final class Departed {
  private final Round round;
  private final Conversions conversions;
  private final FateOfIntents fate;
  private final Map<RecordKey, Evidence> evidence = new HashMap<>();

  /** Of Leads that were converted when their contact in HubSpot was deleted. */
  private final Map<RecordKey, Snapshot> contacts = new HashMap<>();

  Departed(Round round) {
    this.round = round;
    this.conversions = new Conversions(round);
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
    contacts.putAll(
        conversions.contacts(
            sightings.stream()
                .map(sighting -> sighting.of(Side.SALESFORCE))
                .filter(Objects::nonNull)
                .toList()));
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

  Work rest(Sighting sighting, Gone known, boolean begins) {
    Survivor survivor = survivor(sighting, known.side().other());
    LinkRow row = survivor.row();
    Snapshot shown = survivor.shown();
    // A Contact says nothing yet of what the Lead said that it was made of.
    boolean moved = !row.link().equals(sighting.row().link());
    Gone gone = moved && known.marked() ? known.with(Gone.Other.LEFT) : known;
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
    Work.Resting rests =
        new Work.Resting(
            sighting.claim(), row, gone, shown, begins, becomes, why, null, survivor.findings());
    return cameBack(gone, shown)
        .<Work>map(raised -> round.waiting().cameBack(rests, raised))
        .orElse(rests);
  }

  /**
   * The record that is left of a link.
   *
   * @param row what is remembered of the link, after the fate of open intents was cleared up
   * @param shown null where it is gone too, or was merged as well
   */
  private record Survivor(LinkRow row, @Nullable Snapshot shown, Work.Findings findings) {}

  private Survivor survivor(Sighting sighting, Side side) {
    LinkRow row = sighting.row();
    // One that was merged as well is another link's, or will be looked at when this goes on.
    Snapshot shown = sighting.isMerged() ? null : sighting.of(side);
    Work.Findings findings = Work.Findings.NONE;
    if (shown == null) {
      return new Survivor(row, null, findings);
    }
    // What became of a write to the record that is gone, it tells itself when it is restored.
    for (Intent open : sighting.open()) {
      if (open.side() == side) {
        FateOfIntents.Cleared cleared =
            fate.clear(row, side, open, shown, evidence.getOrDefault(shown.key(), Evidence.NONE));
        row = cleared.row();
        findings = findings.plus(cleared.findings());
      }
    }
    Snapshot contact = contacts.get(shown.key());
    if (contact == null) {
      return new Survivor(row, shown, findings);
    }
    // That the link rests is to be said where sales looks from now on.
    JournalRow followed = conversions.followed(sighting.claim(), shown.key(), contact.key());
    return new Survivor(
        Conversions.moved(row, shown, contact),
        contact,
        findings.plus(new Work.Findings(List.of(), List.of(followed))));
  }

  /**
   * A form that a person sent after sales had deleted their record. Whoever deletes a record after
   * the form was sent has seen it.
   */
  private Optional<HandRaise> cameBack(Gone gone, @Nullable Snapshot shown) {
    return gone.side() == Side.SALESFORCE
            && shown != null
            && round.rules().leadDefinition().reEngagement().isOn()
        ? HandRaise.of(shown).filter(raised -> raised.at().isAfter(gone.at()))
        : Optional.empty();
  }
}
