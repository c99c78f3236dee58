package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1 to P5 under faults: thousands of histories of the real loop on a real store, both vendors, the
 * clock and all chance under the control of a seed. {@code -Dsim.seeds=N} runs more, {@code
 * -Dsim.seed=K} replays one.
 */
class SimulationTest {
  private static final int SHRINK_TRIES_MAX = 600;

  @TempDir static Path folder;
  private static Path template;

  @BeforeAll
  static void makeTemplate() {
    template = folder.resolve("template.db");
    Store.open(template).close();
  }

  @Test
  void noHistoryBreaksAPromise() throws IOException {
    String only = System.getProperty("sim.seed");
    long first = only == null ? 1 : Long.parseLong(only);
    long count = only == null ? Long.getLong("sim.seeds", 1_000) : 1;
    long faults = 0;
    for (long seed = first; seed < first + count; seed++) {
      Outcome outcome = run(Tape.ofSeed(seed));
      faults += outcome.faults();
      if (!outcome.broken().isEmpty()) {
        Outcome small = shrunk(outcome);
        throw new AssertionError(
            "seed %d breaks a promise (replay: -Dsim.seed=%d)%n  %s%nshrunk to %d choices, which break:%n  %s%nits story:%n  %s"
                .formatted(
                    seed,
                    seed,
                    String.join("\n  ", outcome.broken()),
                    small.tape().size(),
                    String.join("\n  ", small.broken()),
                    String.join("\n  ", small.trace())));
      }
    }
    System.out.printf("simulation: %d histories, %d faults injected%n", count, faults);
  }

  @Test
  void theSameSeedTellsTheSameStory() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(run(Tape.ofSeed(seed)).trace()).isEqualTo(run(Tape.ofSeed(seed)).trace());
    }
  }

  private record Outcome(
      List<String> broken, List<String> trace, List<Integer> tape, long faults) {}

  private static Outcome run(Tape tape) throws IOException {
    Path file = folder.resolve("history.db");
    Files.copy(template, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (World world = new World(tape, file)) {
      List<String> broken;
      try {
        broken = Promises.after(world);
      } catch (RuntimeException e) {
        broken = List.of("the loop threw " + trace(e));
      }
      List<String> story = new ArrayList<>(world.trace);
      if (!broken.isEmpty()) {
        world.journal().forEach(row -> story.add("journal " + row));
      }
      return new Outcome(broken, story, tape.choices(), world.faultsInjected());
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve("history.db-wal"));
      Files.deleteIfExists(folder.resolve("history.db-shm"));
    }
  }

  private static String trace(RuntimeException e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString().lines().limit(12).collect(java.util.stream.Collectors.joining("\n    "));
  }

  /** Cuts chunks out and puts zeros in as long as a promise stays broken. */
  private static Outcome shrunk(Outcome failing) throws IOException {
    Outcome best = failing;
    int tries = 0;
    for (int chunk = Math.max(1, best.tape().size() / 2); chunk >= 1; chunk /= 2) {
      for (int from = 0; from < best.tape().size(); from += chunk) {
        for (boolean cut : new boolean[] {true, false}) {
          if (tries++ > SHRINK_TRIES_MAX) {
            return best;
          }
          Outcome tried = run(Tape.replaying(without(best.tape(), from, chunk, cut)));
          if (!tried.broken().isEmpty()) {
            best =
                new Outcome(
                    tried.broken(),
                    tried.trace(),
                    without(best.tape(), from, chunk, cut),
                    tried.faults());
            break;
          }
        }
      }
      if (chunk == 1) {
        break;
      }
    }
    return best;
  }

  private static List<Integer> without(List<Integer> tape, int from, int chunk, boolean cut) {
    List<Integer> other = new ArrayList<>(tape.subList(0, Math.min(from, tape.size())));
    int until = Math.min(from + chunk, tape.size());
    if (!cut) {
      other.addAll(java.util.Collections.nCopies(until - other.size(), 0));
    }
    other.addAll(tape.subList(until, tape.size()));
    return other;
  }
}
