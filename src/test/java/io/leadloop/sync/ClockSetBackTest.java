package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step of the clock is not forgotten before what follows from it is stored. */
class ClockSetBackTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private Store store;
  private State state;

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
  void aStepIsSeenUntilItIsStoredAndThenNoMore() {
    ClockSetBack clock = new ClockSetBack(state);
    clock.seen(clock.by(NOW), NOW);
    Instant back = NOW.minus(HOUR);

    assertThat(clock.by(back)).isEqualTo(HOUR);
    assertThat(clock.by(back)).as("what was to follow failed").isEqualTo(HOUR);
    clock.seen(HOUR, back);
    assertThat(clock.by(back)).isZero();
  }

  @Test
  void aDifferenceOfClocksIsStoredByTheTransactionThatIsRunAgain() {
    ClockCheck check = new ClockCheck(state.facts(), Side.HUBSPOT);
    Instant there = NOW.plus(HOUR);
    try {
      store.run(
          handle -> {
            check.keep(handle, there, NOW);
            throw new IllegalStateException("rolled back");
          });
    } catch (IllegalStateException e) {
      assertThat(ahead()).isZero();
    }
    store.run(handle -> check.keep(handle, there, NOW));
    assertThat(ahead()).isEqualTo(3_600);
  }

  private long ahead() {
    return ClockCheck.aheadSeconds(store.read(state.facts()::known), Side.HUBSPOT).orElse(0L);
  }
}
