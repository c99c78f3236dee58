package io.leadloop.simulation;

import io.leadloop.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs histories, one after the other, each as a connection of its own on one real store. Not
 * thread-safe: each thread has its own.
 */
final class Histories implements AutoCloseable {
  private static final int SHRINK_TRIES_MAX = 600;
  private static final Path MEMORY = Path.of("/dev/shm");

  private final @Nullable Path folder;
  private final Store store;
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
    Path file = folder.resolve("histories.db");
    Store.open(file).close();
    store = Store.openUnsynced(file);
  }

  /**
   * How a history ended.
   *
   * @param broken the promises that it broke; empty for none
   */
  record Outcome(List<String> broken, List<String> story, List<Integer> tape, long faults) {}

  Outcome run(Tape tape) {
    World world = new World(tape, store, "history-" + ++started);
    List<String> broken;
    try {
      broken = Promises.after(world);
    } catch (RuntimeException e) {
      broken = List.of("the loop threw " + trace(e));
    }
    return new Outcome(broken, world.story(), tape.choices(), world.faultsInjected());
  }

  private static String trace(RuntimeException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(12).collect(Collectors.joining("\n    "));
  }

  /** Cuts chunks out of the tape and puts zeros in, as long as a promise stays broken. */
  Outcome shrunk(Outcome failing) {
    Outcome best = failing;
    int tries = 0;
    for (int chunk = Math.max(1, best.tape().size() / 2); chunk >= 1; chunk /= 2) {
      for (int from = 0; from < best.tape().size(); from += chunk) {
        for (boolean cut : new boolean[] {true, false}) {
          if (tries++ > SHRINK_TRIES_MAX) {
            return best;
          }
          List<Integer> smaller = without(best.tape(), from, chunk, cut);
          Outcome tried = run(Tape.replaying(smaller));
          if (breaksTheSame(tried, failing)) {
            best = new Outcome(tried.broken(), tried.story(), smaller, tried.faults());
            break;
          }
        }
      }
    }
    return best;
  }

  private static boolean breaksTheSame(Outcome tried, Outcome failing) {
    return tried.broken().stream()
        .anyMatch(seen -> promise(seen).equals(promise(failing.broken().get(0))));
  }

  private static String promise(String broken) {
    return broken.split(":", 2)[0];
  }

  private static List<Integer> without(List<Integer> tape, int from, int chunk, boolean cut) {
    List<Integer> other = new ArrayList<>(tape.subList(0, Math.min(from, tape.size())));
    int until = Math.min(from + chunk, tape.size());
    if (!cut) {
      other.addAll(Collections.nCopies(until - other.size(), 0));
    }
    other.addAll(tape.subList(until, tape.size()));
    return other;
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
