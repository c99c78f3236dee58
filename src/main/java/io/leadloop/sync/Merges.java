package io.leadloop.sync;

import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.Gone;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Set<Long> joined = new HashSet<>();

  Merges(Round round) {
    this.round = round;
  }

  Gathered follow(List<Sighting> merged) {
    Gathered gathered = Gathered.nothing();
    if (merged.isEmpty()) {
      return gathered;
    }
    Barred barred = new Barred(round, Map.of());
    Map<Side, Map<String, LinkRow>> holders = holders(merged);
    Heirs heirs = heirs(merged, holders);
    Map<RecordKey, Instant> erasedSince = barred.survivors(merged);
    for (Sighting sighting : merged) {
      LinkRow other = other(sighting, holders);
      Work erased = barred.survivor(sighting, erasedSince);
      if (erased != null) {
        gathered.works().add(erased);
      } else if (other != null) {
        gathered.works().add(once(sighting, twoLinks(sighting, other, heirs)));
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

  /** What the records of these links, and of those that stand beside them, have become. */
  private Heirs heirs(List<Sighting> merged, Map<Side, Map<String, LinkRow>> holders) {
    List<Snapshot> seen = new ArrayList<>();
    Set<RecordKey> keys = new LinkedHashSet<>();
    for (Sighting sighting : merged) {
      LinkRow other = other(sighting, holders);
      if (other != null) {
        seen.addAll(sighting.shows().values());
        for (Side side : Side.values()) {
          keys.add(other.link().key(side));
        }
      }
    }
    return new Heirs(round, seen, keys);
  }

  /** Two claims of one batch may lead to the same record. */
  private boolean take(Sighting sighting) {
    boolean free = true;
    for (Side side : Side.values()) {
      free &= taken.add(sighting.key(side));
    }
    return free;
  }

  /** Of three links that are one person, two become one first. */
  private Work once(Sighting sighting, Work work) {
    if (!(work instanceof Work.Joined two)) {
      return work;
    }
    long keeper = two.keeper().id();
    long obsolete = two.obsolete().id();
    boolean free = !joined.contains(keeper) && !joined.contains(obsolete);
    joined.add(keeper);
    joined.add(obsolete);
    return free ? work : later(sighting);
  }

  private Work later(Sighting sighting) {
    return Work.Ended.of(Ending.again(sighting.claim(), round.now()));
  }

  private Work twoLinks(Sighting sighting, LinkRow other, Heirs heirs) {
    Claim claim = sighting.claim();
    Link own = sighting.row().link();
    Gone gone = other.gone();
    if (gone != null && heirs.of(other.link().key(gone.side())) == null) {
      return Work.Joined.of(claim, own, other.link(), round.now());
    }
    boolean same = true;
    for (Side side : Side.values()) {
      RecordKey heir = heirs.of(sighting.key(side));
      if (heir == null) {
        return withoutHeir(sighting, side, heirs.contact(sighting.key(side)));
      }
      same &= heir.equals(heirs.of(other.link().key(side)));
    }
    if (same) {
      return own.id() < other.link().id()
          ? Work.Joined.of(claim, own, other.link(), round.now())
          : Work.Joined.of(claim, other.link(), own, round.now());
    }
    for (Side side : Side.values()) {
      RecordKey known = own.key(side);
      if (!known.equals(sighting.key(side))) {
        RecordKey apart = other.link().key(side.other());
        return round
            .waiting()
            .merged(
                claim,
                known,
                sighting.key(side),
                Objects.requireNonNull(heirs.of(sighting.key(side.other()))),
                Objects.requireNonNullElse(heirs.of(apart), apart));
      }
    }
    return later(sighting);
  }

  /** A Lead was converted, and the Contact that it became is not there any more. */
  private Work withoutHeir(Sighting sighting, Side side, @Nullable RecordKey contact) {
    Gone known = sighting.row().gone();
    if (known != null) {
      return new Departed(round).rest(sighting, known, false);
    }
    Instant at =
        contact == null
            ? null
            : round.reader().crm(side).deleted(List.of(contact), round.lane()).get(contact);
    return at == null
        ? round
            .waiting()
            .gone(
                sighting.claim(),
                Objects.requireNonNullElse(contact, sighting.key(side)),
                sighting.key(side.other()))
        : new Departed(round).rest(sighting, new Gone(side, at, Gone.Other.LEFT), true);
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
        row = row.withShown(side, row.shown(side).of(sighting.there(side).token()));
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
