package io.leadloop.sync;

import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.Inbox;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands links on to the records that theirs were merged into. The survivor's values go through the
 * merge rules like any other edit. Where another link stands for the survivor, both become one once
 * both sides are merged; until then the one whose record is gone waits for a person, because which
 * of two records is right is nothing to guess.
 */
final class Merges {
  private final Round round;
  private final Set<RecordKey> taken = new HashSet<>();

  Merges(Round round) {
    this.round = round;
  }

  Gathered follow(List<Sighting> merged) {
    Gathered gathered = Gathered.nothing();
    if (merged.isEmpty()) {
      return gathered;
    }
    Barred barred = new Barred(round);
    Map<Side, Map<String, LinkRow>> holders = holders(merged);
    Map<RecordKey, Snapshot> othersShow = othersShow(merged, holders);
    for (Sighting sighting : merged) {
      LinkRow other = other(sighting, holders);
      Work erased = barred.survivor(sighting);
      if (erased != null) {
        gathered.works().add(erased);
      } else if (other != null) {
        gathered.works().add(twoLinks(sighting, other, othersShow));
      } else if (take(sighting)) {
        gathered.pairs().add(onward(sighting));
      } else {
        gathered.works().add(later(sighting));
      }
    }
    return gathered;
  }

  private Map<Side, Map<String, LinkRow>> holders(List<Sighting> merged) {
    Map<Side, Map<String, LinkRow>> holders = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<String> ids = merged.stream().map(one -> one.key(side).id()).toList();
      holders.put(
          side,
          round.state().store().read(handle -> round.state().links().byRecord(handle, side, ids)));
    }
    return holders;
  }

  private static @Nullable LinkRow other(
      Sighting sighting, Map<Side, Map<String, LinkRow>> holders) {
    for (Side side : Side.values()) {
      LinkRow holder = holders.getOrDefault(side, Map.of()).get(sighting.key(side).id());
      if (holder != null && holder.link().id() != sighting.row().link().id()) {
        return holder;
      }
    }
    return null;
  }

  /** What the other links' records have become. */
  private Map<RecordKey, Snapshot> othersShow(
      List<Sighting> merged, Map<Side, Map<String, LinkRow>> holders) {
    Set<RecordKey> keys = new LinkedHashSet<>();
    for (Sighting sighting : merged) {
      LinkRow other = other(sighting, holders);
      if (other != null) {
        for (Side side : Side.values()) {
          keys.add(other.link().key(side));
        }
      }
    }
    return keys.isEmpty() ? new HashMap<>() : round.reader().read(keys, round.lane());
  }

  /** Two claims of one batch may lead to the same record. */
  private boolean take(Sighting sighting) {
    boolean free = true;
    for (Side side : Side.values()) {
      free &= taken.add(sighting.key(side));
    }
    return free;
  }

  private Work later(Sighting sighting) {
    return Work.Ended.of(
        Inbox.Ending.again(sighting.claim(), round.now(), sighting.claim().attempts()));
  }

  private Work twoLinks(Sighting sighting, LinkRow other, Map<RecordKey, Snapshot> othersShow) {
    Claim claim = sighting.claim();
    Link own = sighting.row().link();
    Gone gone = other.gone();
    if (gone != null && !othersShow.containsKey(other.link().key(gone.side()))) {
      return Work.Joined.of(claim, own, other.link(), round.now());
    }
    boolean same = true;
    for (Side side : Side.values()) {
      Snapshot shown = othersShow.get(other.link().key(side));
      same &= shown != null && shown.key().equals(sighting.key(side));
    }
    if (same) {
      return own.id() < other.link().id()
          ? Work.Joined.of(claim, own, other.link(), round.now())
          : Work.Joined.of(claim, other.link(), own, round.now());
    }
    for (Side side : Side.values()) {
      RecordKey known = own.key(side);
      if (!known.equals(sighting.key(side))) {
        return round.waiting().merged(claim, known, sighting.key(side), own, other.link());
      }
    }
    return later(sighting);
  }

  private Pair onward(Sighting sighting) {
    Link link = sighting.row().link();
    LinkRow row = sighting.row();
    Map<Side, RecordKey> keys = new LinkedHashMap<>();
    List<JournalRow> followed = new ArrayList<>();
    for (Side side : Side.values()) {
      RecordKey key = sighting.key(side);
      keys.put(side, key);
      if (!key.equals(link.key(side))) {
        row =
            row.withShown(
                side,
                new Shown(row.shown(side).print(), Instant.EPOCH, sighting.there(side).token()));
        followed.add(followed(sighting, link.key(side), key));
      }
    }
    RecordKey hubspot = keys.getOrDefault(Side.HUBSPOT, link.key(Side.HUBSPOT));
    RecordKey salesforce = keys.getOrDefault(Side.SALESFORCE, link.salesforce());
    // The external key names the contact, and the survivor may carry another one or none.
    LinkRow moved =
        row.withLink(new Link(link.id(), hubspot.id(), salesforce, link.conversion()), false);
    return sighting.pair(moved, new Work.Findings(List.of(), followed));
  }

  private JournalRow followed(Sighting sighting, RecordKey from, RecordKey to) {
    return new JournalRow(
        0,
        round.now(),
        sighting.row().link().id(),
        sighting.claim().subject(),
        null,
        "follow",
        to.text(),
        null,
        "accepted",
        from.label() + " was merged into " + to.label() + "; the link goes on with it.",
        List.of());
  }
}
