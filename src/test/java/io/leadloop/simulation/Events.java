package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * What the vendors announce in histories where nobody sweeps: the key of each record that something
 * happened to. Events come late, twice and in any order, but none is lost: what was not taken in is
 * announced again.
 */
final class Events {
  private static final int LATE = 4;
  private static final int TWICE = 6;

  private final Tape tape;
  private final boolean insteadOfSweeps;
  private final List<RecordKey> waiting = new ArrayList<>();

  /**
   * @param insteadOfSweeps whether there are any; else sweeps see what changed
   */
  Events(Tape tape, boolean insteadOfSweeps) {
    this.tape = tape;
    this.insteadOfSweeps = insteadOfSweeps;
  }

  boolean insteadOfSweeps() {
    return insteadOfSweeps;
  }

  /** Something happened to a record; not said is what. */
  void announce(RecordKey key) {
    if (insteadOfSweeps) {
      waiting.add(key);
    }
  }

  /**
   * What arrives of one side now.
   *
   * @param late whether some may come later
   */
  List<RecordKey> arriving(Side side, boolean late) {
    return waiting.stream()
        .filter(key -> key.side() == side)
        .filter(key -> !late || !tape.oneIn("event is late", LATE))
        .toList();
  }

  /**
   * These were taken in.
   *
   * @param twice whether some may come once more
   */
  void taken(List<RecordKey> keys, boolean twice) {
    for (RecordKey key : keys) {
      if (!twice || !tape.oneIn("event comes twice", TWICE)) {
        waiting.remove(key);
      }
    }
  }
}
