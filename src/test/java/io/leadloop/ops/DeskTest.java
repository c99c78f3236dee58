package io.leadloop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;

  private final List<String> carriedOut = new ArrayList<>();
  private Store store;
  private State state;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("state.db"));
    state = State.of(store, "main");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void answerAllAt(Instant now) {
    Answers answers =
        (kind, argument) -> {
          carriedOut.add(kind);
          return "\"done\"";
        };
    new Desk(state, answers, () -> now).answerAll();
  }

  @Test
  void whatIsWaitedForIsAnsweredOnce() {
    long id = store.write(handle -> state.requests().ask(handle, "go", "", NOW));
    answerAllAt(NOW.plusSeconds(1));
    answerAllAt(NOW.plusSeconds(2));
    assertThat(carriedOut).containsExactly("go");
    assertThat(store.read(handle -> state.requests().answer(handle, id)).orElseThrow())
        .isEqualTo("\"done\"");
  }

  @Test
  void whatAKilledCommandAskedForIsNotCarriedOut() {
    store.write(handle -> state.requests().ask(handle, "go", "", NOW));
    long waiting = store.write(handle -> state.requests().ask(handle, "retry", "", NOW));
    Instant later = NOW.plus(Desk.ABANDONED_AFTER).plus(Duration.ofSeconds(1));
    store.run(handle -> state.requests().stillAsked(handle, waiting, later));
    answerAllAt(later);
    assertThat(carriedOut).containsExactly("retry");
  }
}
