package io.leadloop.simulation;

import io.leadloop.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs histories, one after the other, each as a connection of its own on one real store. Not
 * thread-safe: each thread has its own.
 */
final class Histories implements AutoCloseable {
  /** A file that many histories wrote into gets slow. */
  private static final int HISTORIES_OF_A_FILE = 500;

  private static final Path MEMORY = Path.of("/dev/shm");

  private final @Nullable Path folder;
  private Store store;
  private int started;

  /** On a store of the caller's, which is closed with this. */
  Histories(Store store) {
    this.store = store;
    this.folder = null;
  }

  /** On a SQLite file in memory, where this machine has such a place. */
  Histories() {
    try {
      folder =
          Files.isWritable(MEMORY)
              ? Files.createTempDirectory(MEMORY, "leadloop-simulation")
              : Files.createTempDirectory("leadloop-simulation");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Store.open(folder.resolve("empty.db")).close();
    store = fresh(folder);
  }

  private static Store fresh(Path folder) {
    try {
      for (String left : List.of("histories.db", "histories.db-wal", "histories.db-shm")) {
        Files.deleteIfExists(folder.resolve(left));
      }
      Path file = folder.resolve("histories.db");
      Files.copy(folder.resolve("empty.db"), file, StandardCopyOption.REPLACE_EXISTING);
      return Store.openUnsynced(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    if (folder != null && ++started % HISTORIES_OF_A_FILE == 0) {
      store.close();
      store = fresh(folder);
    }
    String name = "history-" + (folder == null ? ++started : started);
    World world = new World(tape, store, name);
    List<String> broken;
    try {
      broken = Quiet.playing(name, () -> Promises.after(world));
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

  @Override
  public void close() {
    store.close();
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
