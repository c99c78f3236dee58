package io.leadloop.simulation;

import io.leadloop.store.JournalRow;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What people, vendors and the loop did in one history, in words and with the vendors' time. */
final class Story {
  private final InstantSource clock;
  private final Store store;
  private final State state;
  private final List<String> lines = new ArrayList<>();
  private final List<JournalRow> kept = new ArrayList<>();
  private int faults;
  private int steps;

  Story(InstantSource clock, Store store, State state) {
    this.clock = clock;
    this.store = store;
    this.state = state;
  }

  void tell(String what) {
    lines.add(clock.instant().toString().substring(11) + " " + what);
  }

  void fault(String what) {
    faults++;
    tell(what);
  }

  void step() {
    steps++;
  }

  int faults() {
    return faults;
  }

  int steps() {
    return steps;
  }

  /**
   * What happened.
   *
   * @param withJournal whether what the journal says of it follows
   */
  List<String> lines(boolean withJournal) {
    List<String> all = new ArrayList<>(lines);
    if (withJournal) {
      journal().forEach(row -> all.add("journal " + row));
    }
    return all;
  }

  /** What was journalled was told, although the store forgets it now. */
  void keepJournal() {
    kept.addAll(stored());
  }

  /** All that was ever journalled; what an old copy of the store repeats stands twice. */
  List<JournalRow> journal() {
    List<JournalRow> all = new ArrayList<>(kept);
    all.addAll(stored());
    return all;
  }

  private List<JournalRow> stored() {
    return store.read(handle -> state.journal().after(handle, 0, 100_000));
  }
}
