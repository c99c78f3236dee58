package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1 to P5, P8 and P9 under faults: thousands of histories of the real loop on a real store, with
 * both vendors, the clock and all chance under the control of a seed. What once failed comes first.
 * {@code -Dsim.seeds=N} runs that many, {@code -Dsim.first=K} starts elsewhere, {@code
 * -Dsim.seed=K} replays one; with {@code -Dsim.hardship=NAME} each has that rare hardship. Unless
 * their number is given, a slow machine stops after some minutes and says how many it made.
 */
@Tag("simulation")
class SimulationTest {
  private static final int SEEDS = 10_000;
  private static final int SEEDS_MIN = 1_000;
  private static final Duration TIME = Duration.ofSeconds(150);
  private static final int SAME_SEEDS = 20;
  private static final int POSTGRESQL_SEEDS = 20;

  @Test
  void noHistoryBreaksAPromise() throws Exception {
    Long only = Long.getLong("sim.seed");
    long first = only == null ? Long.getLong("sim.first", 1) : only;
    long count = only == null ? Long.getLong("sim.seeds", SEEDS) : 1;
    assertThat(only == null ? Corpus.broken() : Map.of()).as("the corpus").isEmpty();
    long begun = System.nanoTime();
    AtomicLong next = new AtomicLong(first);
    AtomicLong faults = new AtomicLong();
    AtomicLong steps = new AtomicLong();
    AtomicLong failing = new AtomicLong(Long.MAX_VALUE);
    boolean isOpen = only == null && Long.getLong("sim.seeds") == null;
    LongPredicate goesOn =
        seed ->
            seed < Math.min(first + count, failing.get())
                && (!isOpen
                    || seed < first + SEEDS_MIN
                    || System.nanoTime() - begun < TIME.toNanos());
    AtomicLong made = new AtomicLong();
    Callable<Void> worker =
        () -> {
          try (Histories histories = new Histories()) {
            for (long seed = next.getAndIncrement();
                goesOn.test(seed);
                seed = next.getAndIncrement()) {
              Histories.Outcome outcome = histories.run(Tape.ofSeed(seed));
              made.incrementAndGet();
              faults.addAndGet(outcome.faults());
              steps.addAndGet(outcome.steps());
              if (!outcome.broken().isEmpty()) {
                failing.accumulateAndGet(seed, Math::min);
              }
            }
          }
          return null;
        };
    runOnAllCores(worker);
    if (failing.get() < Long.MAX_VALUE) {
      throw new AssertionError(report(failing.get()));
    }
    System.out.printf(
        "simulation: %,d histories, %,d steps, %,d faults, 0 broken promises, %d s%n",
        made.get(), steps.get(), faults.get(), (System.nanoTime() - begun) / 1_000_000_000);
  }

  private static void runOnAllCores(Callable<Void> worker) throws Exception {
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(pool.submit(worker));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void noHistoryBreaksAPromiseOnPostgresql(@TempDir Path folder) {
    try (Histories onPostgresql = new Histories(Database.POSTGRESQL.open(folder));
        Histories onSqlite = new Histories()) {
      for (long seed = 1; seed <= POSTGRESQL_SEEDS; seed++) {
        Histories.Outcome outcome = onPostgresql.told(Tape.ofSeed(seed));
        assertThat(outcome.broken()).as("seed %d", seed).isEmpty();
        assertThat(withoutStoreId(outcome.story()))
            .as("seed %d, the story that it tells on SQLite", seed)
            .isEqualTo(withoutStoreId(onSqlite.told(Tape.ofSeed(seed)).story()));
      }
    }
  }

  /** A token begins with the id of its store, and two stores have two. */
  private static List<String> withoutStoreId(List<String> story) {
    return story.stream().map(line -> line.replaceAll("\\b[0-9a-f]{8}\\b", "store")).toList();
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    try (Histories histories = new Histories()) {
      for (long seed = 1; seed <= SAME_SEEDS; seed++) {
        Histories.Outcome one = histories.told(Tape.ofSeed(seed));
        assertThat(histories.told(Tape.ofSeed(seed))).isEqualTo(one);
        assertThat(histories.told(Tape.replaying(one.choices()))).isEqualTo(one);
      }
    }
  }

  private static String report(long seed) {
    String hardship = System.getProperty("sim.hardship", "");
    String forced = hardship.isEmpty() ? "" : " -Dsim.hardship=" + hardship;
    try (Histories histories = new Histories()) {
      Histories.Outcome outcome = histories.run(Tape.ofSeed(seed));
      return """
          seed %d breaks a promise (alone: mvn test -Dtest=SimulationTest -Dsim.seed=%d%s)
            %s
          %s"""
          .formatted(
              seed,
              seed,
              forced,
              String.join("\n  ", outcome.broken()),
              shrunk(histories, outcome));
    }
  }

  /** The shortest history that breaks the same, in words and as a tape for the corpus. */
  static String shrunk(Histories histories, Histories.Outcome outcome) {
    Histories.Outcome small = new Shrinking(histories::run, outcome).shortest();
    return """
        shrunk to %d choices, which break
          %s
        what happens
          %s
        as a tape for src/test/resources/simulation/corpus
        %s"""
        .formatted(
            small.choices().size(),
            String.join("\n  ", small.broken()),
            String.join("\n  ", small.story()),
            small.choices().text());
  }
}
