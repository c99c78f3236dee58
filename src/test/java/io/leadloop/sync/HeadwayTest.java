package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.plan.Caps;
import io.leadloop.store.Arrival;
import io.leadloop.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadwayTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /** Links in a round of a mass change; three rounds may wait. */
  private static final int ROUND = 4;

  @TempDir Path folder;
  private Store store;
  private State state;
  private final AtomicInteger looks = new AtomicInteger();

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void goesOnWhileFewRowsWait() {
    due(3 * ROUND - 1);
    headway(() -> looks.incrementAndGet() < 0).keep(3 * ROUND);
    assertThat(looks).hasValue(0);
  }

  @Test
  void asksNobodyBeforeItHasSeenMuch() {
    due(3 * ROUND);
    headway(() -> looks.incrementAndGet() < 0).keep(3 * ROUND - 1);
    assertThat(looks).hasValue(0);
  }

  @Test
  void waitsUntilTheRoundsHaveTakenSome() {
    due(3 * ROUND);
    headway(
            () -> {
              if (looks.incrementAndGet() == 3) {
                store.run(handle -> handle.execute("delete from inbox"));
              }
              return false;
            })
        .keep(3 * ROUND);
    assertThat(looks).hasValue(3);
  }

  @Test
  void endsWithTheSweep() {
    due(3 * ROUND);
    headway(() -> looks.incrementAndGet() == 2).keep(3 * ROUND);
    assertThat(looks).hasValue(2);
  }

  private void due(int rows) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      arrivals.add(
          new Arrival("hubspot:contacts:" + i, Lane.BACKFILL.number(), Side.HUBSPOT, NOW, "print"));
    }
    store.run(handle -> state.inbox().accept(handle, arrivals, NOW, NOW));
  }

  private Headway headway(BooleanSupplier stopped) {
    LoopSettings usual = LoopSettings.usual("main");
    LoopSettings small =
        new LoopSettings(
            usual.connection(),
            usual.keyField(),
            List.of(ROUND, ROUND, ROUND, ROUND),
            usual.sweeps(),
            usual.retryFirst(),
            usual.retryMost(),
            Duration.ofMinutes(2),
            Caps.OFF,
            0);
    return new Headway(state, small, () -> NOW, stopped);
  }
}
