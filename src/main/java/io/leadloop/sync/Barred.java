package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Erased;
import io.leadloop.store.Erased.Word;
import io.leadloop.store.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps those out who were erased: neither they nor their records are created or linked, until an
 * admin lifts it. One read of the store for each batch, and no call.
 */
final class Barred {
  private final Round round;
  private final Map<String, List<Intent>> intents;

  /**
   * @param intents open intents by subject; those of whoever is kept out are forgotten
   */
  Barred(Round round, Map<String, List<Intent>> intents) {
    this.round = round;
    this.intents = intents;
  }

  /** Those of these records whose person is erased, and since when. */
  static Map<RecordKey, Instant> among(State state, Handle handle, Collection<RecordKey> keys) {
    Map<Word, Instant> known = state.erased().among(handle, keys.stream().map(Word::of).toList());
    Map<RecordKey, Instant> erased = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      Instant at = known.get(Word.of(key));
      if (at != null) {
        erased.put(key, at);
      }
    }
    return erased;
  }

  /** Takes those out whose own record, or one of its addresses, was erased; they wait. */
  void people(Map<Claim, Crm.Person> people, Map<Claim, Snapshot> records, List<Work> works) {
    Map<Claim, List<Word>> words = new LinkedHashMap<>();
    people
        .keySet()
        .forEach(
            claim -> words.put(claim, words(Objects.requireNonNull(records.get(claim))).toList()));
    takeOut(people, words, works);
  }

  /** By what a record would be recognised. */
  private Stream<Word> words(Snapshot record) {
    RecordKey key = record.key();
    String named = record.externalKey();
    return Stream.of(
            Stream.of(Word.of(key)),
            Stream.ofNullable(named).map(id -> Word.of(RecordKey.contact(id))),
            Addresses.of(round.rules(), key.side(), record).stream().map(Word::address))
        .flatMap(words -> words);
  }

  /** Takes those out who would be linked to somebody who was erased; they wait. */
  void matches(
      Map<Claim, Crm.Person> people, Map<Crm.Person, Crm.Matches> found, List<Work> works) {
    Map<Claim, List<Word>> words = new LinkedHashMap<>();
    people.forEach(
        (claim, person) -> {
          Crm.Matches matches = found.getOrDefault(person, Crm.Matches.NONE);
          words.put(
              claim,
              Stream.concat(matches.byKey().stream(), matches.byEmail().stream())
                  .flatMap(this::words)
                  .toList());
        });
    takeOut(people, words, works);
  }

  /** Of the records that others were merged into, those that were erased, and since when. */
  Map<RecordKey, Instant> survivors(List<Sighting> merged) {
    Set<RecordKey> survivors = new LinkedHashSet<>();
    for (Sighting sighting : merged) {
      for (Side side : Side.values()) {
        if (!sighting.key(side).equals(sighting.row().link().key(side))) {
          survivors.add(sighting.key(side));
        }
      }
    }
    return round.state().store().read(handle -> among(round.state(), handle, survivors));
  }

  /**
   * What becomes of a link whose record was merged into one that was erased; null if it was not.
   *
   * @param erased as {@link #survivors} says
   */
  @Nullable Work survivor(Sighting sighting, Map<RecordKey, Instant> erased) {
    for (Side side : Side.values()) {
      RecordKey key = sighting.key(side);
      Instant at = key.equals(sighting.row().link().key(side)) ? null : erased.get(key);
      if (at != null) {
        return round.waiting().erasedBefore(sighting.claim(), key, at);
      }
    }
    return null;
  }

  private List<Intent> open(Claim claim) {
    return intents.getOrDefault(claim.subject(), List.of());
  }

  private void takeOut(
      Map<Claim, Crm.Person> people, Map<Claim, List<Word>> words, List<Work> works) {
    List<Word> all = words.values().stream().flatMap(List::stream).toList();
    Erased erased = round.state().erased();
    Map<Word, Instant> known = round.state().store().read(handle -> erased.among(handle, all));
    if (known.isEmpty()) {
      return;
    }
    for (Claim claim : new ArrayList<>(people.keySet())) {
      words.getOrDefault(claim, List.of()).stream()
          .map(known::get)
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(
              at -> {
                RecordKey record = Objects.requireNonNull(people.remove(claim)).otherSide();
                works.add(round.waiting().erasedBefore(claim, record, at).closing(open(claim)));
              });
    }
  }
}
