package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1 to P5 under faults: a thousand histories of the real loop on a real store, with both vendors,
 * the clock and all chance under the control of a seed. {@code -Dsim.seeds=N} runs more, {@code
 * -Dsim.first=K} starts elsewhere, {@code -Dsim.seed=K} replays one.
 */
class SimulationTest {
  private static final int SEEDS = 1_000;
  private static final int SAME_SEEDS = 20;
  private static final int POSTGRESQL_SEEDS = 20;

  @Test
  void noHistoryBreaksAPromise() throws Exception {
    Long only = Long.getLong("sim.seed");
    long first = only == null ? Long.getLong("sim.first", 1) : only;
    long count = only == null ? Long.getLong("sim.seeds", SEEDS) : 1;
    AtomicLong next = new AtomicLong(first);
    AtomicLong faults = new AtomicLong();
    AtomicLong failing = new AtomicLong(Long.MAX_VALUE);
    Callable<Void> worker =
        () -> {
          try (Histories histories = new Histories()) {
            for (long seed = next.getAndIncrement();
                seed < Math.min(first + count, failing.get());
                seed = next.getAndIncrement()) {
              Histories.Outcome outcome = histories.run(Tape.ofSeed(seed));
              faults.addAndGet(outcome.faults());
              if (!outcome.broken().isEmpty()) {
                failing.accumulateAndGet(seed, Math::min);
              }
            }
          }
          return null;
        };
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
    if (failing.get() < Long.MAX_VALUE) {
      throw new AssertionError(report(failing.get()));
    }
    System.out.printf("simulation: %,d histories, %,d faults injected%n", count, faults.get());
  }

  @Test
  void noHistoryBreaksAPromiseOnPostgresql(@TempDir Path folder) {
    try (Histories onPostgresql = new Histories(Database.POSTGRESQL.open(folder));
        Histories onSqlite = new Histories()) {
      for (long seed = 1; seed <= POSTGRESQL_SEEDS; seed++) {
        Histories.Outcome outcome = onPostgresql.run(Tape.ofSeed(seed));
        assertThat(outcome.broken()).as("seed %d", seed).isEmpty();
        assertThat(withoutStoreId(outcome.story()))
            .as("seed %d, the story that it tells on SQLite", seed)
            .isEqualTo(withoutStoreId(onSqlite.run(Tape.ofSeed(seed)).story()));
      }
    }
  }

  /** A token begins with the id of its store, and two stores have two. */
  private static List<String> withoutStoreId(List<String> story) {
    return story.stream().map(line -> line.replaceAll("\\b[0-9a-f]{8}-", "store-")).toList();
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    try (Histories histories = new Histories()) {
      for (long seed = 1; seed <= SAME_SEEDS; seed++) {
        assertThat(histories.run(Tape.ofSeed(seed)).story())
            .isEqualTo(histories.run(Tape.ofSeed(seed)).story());
      }
    }
  }

  private static String report(long seed) {
    try (Histories histories = new Histories()) {
      Histories.Outcome outcome = histories.run(Tape.ofSeed(seed));
      Histories.Outcome small = histories.shrunk(outcome);
      return "seed %d breaks a promise (replay: -Dsim.seed=%d)%n  %s%nshrunk to %d choices, which break:%n  %s%nits story:%n  %s"
          .formatted(
              seed,
              seed,
              String.join("\n  ", outcome.broken()),
              small.tape().size(),
              String.join("\n  ", small.broken()),
              String.join("\n  ", small.story()));
    }
  }
}
