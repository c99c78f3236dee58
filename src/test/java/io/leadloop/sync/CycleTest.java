package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.plan.Volume;
import io.leadloop.store.Arrival;
import io.leadloop.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long what an admin confirmed stays an allowance. */
class CycleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Volume SEEN = new Volume(300, 0, 0, 0, 0);

  @TempDir Path folder;
  private Store store;
  private State state;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store.db"));
    state = State.of(store, "main");
    store.run(
        handle -> {
          for (Side side : Side.values()) {
            state.facts().set(handle, FactNames.swept(side), "0", NOW);
          }
          Cycle.confirm(state, handle, SEEN, NOW);
        });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatWasConfirmedAndNotWrittenLapsesAtRest() {
    quiet();
    assertThat(allowance()).isEqualTo(Volume.NONE);
  }

  @Test
  void whatWaitsForACapStaysConfirmedUntilItDoesNotWaitAnyMore() {
    store.run(handle -> state.facts().set(handle, FactNames.CAPPED, "caps.creates", NOW));
    quiet();
    assertThat(allowance()).isEqualTo(SEEN);

    store.run(handle -> state.facts().set(handle, FactNames.CAPPED, "", NOW));
    quiet();
    assertThat(allowance()).isEqualTo(Volume.NONE);
  }

  @Test
  void whatWasPutOffForAMomentStaysConfirmed() {
    Arrival putOff =
        new Arrival(RecordKey.contact("51").text(), Lane.LIVE.number(), Side.HUBSPOT, NOW, "print");
    store.run(handle -> state.inbox().accept(handle, List.of(putOff), NOW.plusSeconds(5), NOW));
    quiet();
    assertThat(allowance()).isEqualTo(SEEN);
  }

  @Test
  void whatAnEarlierVersionWroteIsReadWithoutDeletions() {
    store.run(
        handle ->
            state
                .facts()
                .set(handle, FactNames.CYCLE, NOW.toEpochMilli() + " 1 2 3 4 5 6 7 8 0", NOW));
    Cycle cycle = Cycle.of(store.read(state.facts()::known), NOW);
    assertThat(cycle.done()).isEqualTo(new Volume(1, 2, 3, 4, 0));
    assertThat(cycle.confirmed()).isEqualTo(new Volume(5, 6, 7, 8, 0));
    store.run(handle -> cycle.after(new Volume(0, 0, 0, 9, 9)).save(state, handle, NOW));
    assertThat(Cycle.of(store.read(state.facts()::known), NOW).done())
        .isEqualTo(new Volume(1, 2, 3, 5, 9));
  }

  private void quiet() {
    store.run(
        handle ->
            Cycle.quiet(
                state, handle, state.facts().known(handle), NOW.plus(Duration.ofSeconds(1))));
  }

  private Volume allowance() {
    return Cycle.of(store.read(state.facts()::known), NOW).confirmed();
  }
}
