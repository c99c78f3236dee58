package io.leadloop.simulation;

import io.leadloop.store.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs histories, one after the other, each as a connection of its own on one real store. Not
 * thread-safe: each thread has its own.
 */
final class Histories implements AutoCloseable {
  /** A file that many histories wrote into gets slow. */
  private static final int HISTORIES_OF_A_FILE = 500;

  private final StoreFiles files = new StoreFiles();
  private final boolean onFile;
  private Store store;
  private @Nullable Store second;
  private int started;

  /** On a store of the caller's, which is closed with this. */
  Histories(Store store) {
    this.store = store;
    this.onFile = false;
  }

  /** On SQLite files. */
  Histories() {
    store = files.fresh("histories.db");
    onFile = true;
  }

  /** Where a second daemon keeps what it knows. */
  private Store second() {
    Store open = second;
    if (open == null) {
      open = files.fresh("second.db");
      SecondStore.name(open);
      second = open;
    }
    return open;
  }

  /**
   * How a history ended.
   *
   * @param broken the promises that it broke, each with what was seen; empty for none
   * @param story what happened, in words; empty when nothing was broken and nobody asked for it
   * @param choices what was decided in it
   * @param faults how many were injected
   * @param steps how many steps people, vendors and the loop made
   */
  record Outcome(
      List<String> broken, List<String> story, Choices choices, long faults, long steps) {
    /** The promises that were broken, by name. */
    List<String> promises() {
      return broken.stream().map(seen -> seen.split(":", 2)[0]).distinct().toList();
    }

    Outcome with(Choices other) {
      return new Outcome(broken, story, other, faults, steps);
    }
  }

  Outcome run(Tape tape) {
    return run(tape, false);
  }

  /** The same, with a story in any case and all that the journal says. */
  Outcome told(Tape tape) {
    return run(tape, true);
  }

  private Outcome run(Tape tape, boolean everything) {
    started++;
    if (onFile && started % HISTORIES_OF_A_FILE == 0) {
      closeStores();
      store = files.fresh("histories.db");
    }
    World world = new World(tape, store, this::second, "history-" + started);
    List<String> broken;
    try {
      broken = Promises.after(world);
    } catch (RuntimeException e) {
      broken = List.of("the loop threw " + trace(e));
    } finally {
      world.close();
    }
    List<String> story =
        broken.isEmpty() && !everything ? List.of() : world.story().lines(everything);
    return new Outcome(
        broken, story, tape.choices(), world.story().faults(), world.story().steps());
  }

  private static String trace(RuntimeException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(12).collect(Collectors.joining("\n    "));
  }

  private void closeStores() {
    store.close();
    if (second != null) {
      second.close();
      second = null;
    }
  }

  @Override
  public void close() {
    closeStores();
    files.close();
  }
}
