package io.leadloop.ops;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.store.Erased;
import io.leadloop.store.Erased.Word;
import io.leadloop.store.Facts;
import io.leadloop.store.JournalRow;
import io.leadloop.store.JournalRows;
import io.leadloop.store.Lease;
import io.leadloop.store.Mentions;
import io.leadloop.store.Traces;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Erases a person from the store, and keeps them from being created or linked again. Neither vendor
 * is written: what stands there the admin erases there.
 */
final class Eraser {
  private static final int TRIES_MAX = 300;
  private static final long REST_NANOS = 100_000_000;

  private final State state;
  private final String connection;
  private final InstantSource clock;
  private final Traces traces;
  private final Mentions mentions;
  private final PersonFinder finder;

  Eraser(Rules rules, State state, Vendors vendors, String connection, InstantSource clock) {
    this.state = state;
    this.connection = connection;
    this.clock = clock;
    this.traces = new Traces(connection);
    this.mentions = new Mentions(connection);
    this.finder = new PersonFinder(rules, state, vendors, traces);
  }

  /**
   * What there is of a person. Changes nothing.
   *
   * @throws IllegalArgumentException when there is nobody
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  ErasureReport look(String named) {
    PersonFinder.Found found = somebody(named);
    return state
        .store()
        .read(
            handle ->
                report(
                    handle,
                    found,
                    null,
                    new Erased.Trace(0, List.of()),
                    traces.count(handle, found.person()),
                    mentions.find(handle, names(found)).ids().size()));
  }

  /**
   * Erases a person, in one transaction. A round that works on them right now ends first, because
   * it would write down again what it knows; what it made of them is erased with them. Somebody who
   * was erased before may be erased again.
   *
   * @throws IllegalArgumentException when there is nobody, or rounds never let go of them
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked; nothing was erased
   */
  ErasureReport erase(String named) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      // A round that was waited for may have made or linked a record: they are looked up anew.
      PersonFinder.Found found = somebody(named);
      Search search = state.store().read(handle -> search(handle, found));
      Optional<ErasureReport> erased = state.store().write(handle -> erase(handle, found, search));
      if (erased.isPresent()) {
        return erased.get();
      }
      while (tries < TRIES_MAX
          && state.store().read(handle -> isUnderWay(handle, found, clock.instant()))) {
        LockSupport.parkNanos(REST_NANOS);
        tries++;
      }
    }
    throw new IllegalArgumentException(
        "A round works on this person and does not end; nothing was erased. Do: look at leadloop status, then try again.");
  }

  /**
   * Lets a person in again who was erased.
   *
   * @return how many erasures were lifted
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  int lift(String named) {
    PersonFinder.Found found = finder.find(named);
    Set<Word> words = words(found);
    Instant now = clock.instant();
    return state
        .store()
        .write(
            handle -> {
              int lifted = state.erased().lift(handle, words);
              List<String> subjects = found.there().stream().map(RecordKey::text).toList();
              if (lifted > 0) {
                state.inbox().wake(handle, subjects, Lane.REPAIR.number(), now);
                state.journal().append(handle, List.of(row(now, "lift", "An erasure was lifted.")));
              }
              return lifted;
            });
  }

  private PersonFinder.Found somebody(String named) {
    PersonFinder.Found found = finder.find(named);
    boolean anything =
        !found.there().isEmpty()
            || state.store().read(handle -> traces.count(handle, found.person())).values().stream()
                .anyMatch(count -> count > 0)
            // An erasure whose end nobody saw is done again: for the file, and for its certificate.
            || !state.store().read(handle -> state.erased().among(handle, words(found))).isEmpty();
    if (!anything) {
      throw new IllegalArgumentException(
          "Nobody has the e-mail address or id that was given: neither the store nor either side.");
    }
    return found;
  }

  private boolean isUnderWay(Handle handle, PersonFinder.Found found, Instant now) {
    long epoch = state.lease().current(handle).map(Lease.Held::epoch).orElse(0L);
    return traces.isUnderWay(handle, found.person(), epoch, now.toEpochMilli());
  }

  /** What was found in the journal before the transaction, so that nobody waits for the search. */
  private record Search(JournalRows own, JournalRows naming) {}

  private Search search(Handle handle, PersonFinder.Found found) {
    return new Search(traces.find(handle, found.person()), mentions.find(handle, names(found)));
  }

  private Optional<ErasureReport> erase(Handle handle, PersonFinder.Found found, Search search) {
    Instant now = clock.instant();
    Traces.Person person = found.person();
    if (isUnderWay(handle, found, now) || !finder.isStill(handle, found)) {
      return Optional.empty();
    }
    Map<String, Long> removed = traces.remove(handle, person, search.own());
    long blotted = mentions.blot(handle, names(found), search.naming());
    Set<String> others = mentions.forgetProblems(handle, names(found));
    state.inbox().wake(handle, others, Lane.REPAIR.number(), now);
    Erased.Trace trace = state.erased().add(handle, words(found), now);
    state
        .journal()
        .append(
            handle,
            List.of(
                row(
                    now,
                    "erase",
                    "Erasure %d: %d rows were removed."
                        .formatted(
                            trace.number(),
                            removed.values().stream().mapToLong(Long::longValue).sum()))));
    return Optional.of(report(handle, found, now, trace, removed, blotted));
  }

  private static JournalRow row(Instant now, String operation, String message) {
    return new JournalRow(
        0, now, null, "erasure", null, operation, "", null, "accepted", message, List.of());
  }

  private ErasureReport report(
      Handle handle,
      PersonFinder.Found found,
      @Nullable Instant erasedAt,
      Erased.Trace trace,
      Map<String, Long> rows,
      long mentioned) {
    List<String> people = new ArrayList<>();
    Set<RecordKey> linked = new LinkedHashSet<>();
    found
        .links()
        .values()
        .forEach(
            row -> {
              people.add(row.link().label());
              for (Side side : Side.values()) {
                linked.add(row.link().key(side));
              }
            });
    found.records().stream()
        .filter(key -> !linked.contains(key))
        .forEach(key -> people.add(key.label()));
    return new ErasureReport(
        Facts.storeId(handle, clock.instant()),
        connection,
        erasedAt,
        trace.number(),
        people,
        found.others().stream().map(row -> row.link().label()).toList(),
        found.records().stream()
            .map(
                key ->
                    new ErasureReport.VendorRecord(
                        key.side().word(), key.label(), found.there().contains(key)))
            .toList(),
        rows,
        mentioned,
        trace.hashes(),
        texts(found));
  }

  private static Set<Word> words(PersonFinder.Found found) {
    Set<Word> words = new LinkedHashSet<>();
    found.records().forEach(key -> words.add(Word.of(key)));
    found.addresses().forEach(address -> words.add(Word.address(address)));
    return words;
  }

  /** By which words rows of others name the person. */
  private static Set<String> names(PersonFinder.Found found) {
    Set<String> names = new LinkedHashSet<>(found.addresses());
    for (RecordKey key : found.records()) {
      if (key.side() == Side.SALESFORCE) {
        names.add(key.id());
      } else {
        // A number alone may be anything.
        names.add(key.label());
        names.add(key.text());
      }
    }
    return names;
  }

  /**
   * What can be searched for in the bytes of a file without finding others: the addresses, or, of a
   * person who has none, the ids of Salesforce.
   */
  private static List<String> texts(PersonFinder.Found found) {
    return found.addresses().isEmpty()
        ? found.records().stream()
            .filter(key -> key.side() == Side.SALESFORCE)
            .map(RecordKey::id)
            .toList()
        : List.copyOf(found.addresses());
  }
}
