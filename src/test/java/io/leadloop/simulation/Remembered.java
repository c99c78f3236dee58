package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.mapping.FieldRule;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Lane;
import io.leadloop.sync.NamedState;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the store remembers of one history. */
final class Remembered {
  private final Store store;
  private final State state;
  private final InstantSource ourClock;
  private final LongSupplier commits;
  private @Nullable Read last;

  /**
   * @param commits how often something was written so far; what was read is good until it moves
   */
  Remembered(Store store, State state, InstantSource ourClock, LongSupplier commits) {
    this.store = store;
    this.state = state;
    this.ourClock = ourClock;
    this.commits = commits;
  }

  private record Read(long commits, List<LinkRow> links, Map<String, List<Problem>> problems) {}

  private Read read() {
    Read read = last;
    if (read == null || read.commits() != commits.getAsLong()) {
      read =
          store.read(
              handle ->
                  new Read(
                      commits.getAsLong(),
                      state.links().page(handle, 0, 1_000),
                      state.problems().all(handle, 1_000).stream()
                          .collect(Collectors.groupingBy(Problem::subject))));
      last = read;
    }
    return read;
  }

  /** Whether a line of the mapping rests, as the store has it. */
  boolean rests(FieldRule line) {
    return store
        .read(handle -> Drift.known(state.facts().known(handle)))
        .of(Drift.Kind.FIELD_PAUSED)
        .stream()
        .anyMatch(entry -> entry.rule().equals(line.id()));
  }

  boolean isStopped(NamedState named) {
    return named.in(store.read(state.facts()::known)).isPresent();
  }

  /** The links that are kept in agreement; not those that rest or wait as a whole. */
  List<LinkRow> links() {
    return allLinks().stream()
        .filter(link -> link.gone() == null)
        .filter(link -> problems(link).stream().noneMatch(one -> one.field().isEmpty()))
        .toList();
  }

  List<LinkRow> allLinks() {
    return read().links();
  }

  /** Why a link waits. */
  List<Problem> problems(LinkRow link) {
    return problems(Claim.subject(link.link().id()));
  }

  /** Why a record without a link waits. */
  List<Problem> problems(RecordKey record) {
    return problems(record.text());
  }

  private List<Problem> problems(String subject) {
    return read().problems().getOrDefault(subject, List.of());
  }

  /** An administrator has all that waits looked at again: {@code leadloop retry --all}. */
  void retryAll() {
    store.run(
        handle ->
            state
                .inbox()
                .wake(
                    handle,
                    state.problems().all(handle, Integer.MAX_VALUE).stream()
                        .map(Problem::subject)
                        .distinct()
                        .toList(),
                    Lane.REPAIR.number(),
                    ourClock.instant()));
  }

  /** Writes whose fate is open, but for {@link #openOfResting}. */
  long openIntents() {
    return store.read(handle -> state.intents().count(handle)) - openOfResting().size();
  }

  /** The records that are written by writes whose fate is open. */
  List<RecordKey> openTargets() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "select target from intent where connection = :connection and target <> ''")
                .bind("connection", state.connection())
                .map((rs, ctx) -> RecordKey.parse(rs.getString(1)))
                .list());
  }

  /** Writes whose fate stays open while their links rest, or wait for a person to decide. */
  List<Intent> openOfResting() {
    List<Long> kept = links().stream().map(link -> link.link().id()).toList();
    List<String> others =
        allLinks().stream()
            .map(link -> link.link().id())
            .filter(id -> !kept.contains(id))
            .map(Claim::subject)
            .toList();
    return store.read(
        handle ->
            state.intents().open(handle, others).values().stream().flatMap(List::stream).toList());
  }

  long dueRows() {
    return store.read(
        handle -> state.backlog().dueUpTo(handle, Integer.MAX_VALUE, ourClock.instant()));
  }
}
