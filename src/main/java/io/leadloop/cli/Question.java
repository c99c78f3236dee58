package io.leadloop.cli;

import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question that lies in the store, taken back when nobody waits for its answer any more. */
final class Question implements AutoCloseable {
  private static final Duration SAID_EVERY = Duration.ofSeconds(10);

  private final State state;
  private @Nullable Long id;
  private Instant saidAt = Instant.EPOCH;
  private @Nullable OnInterrupt onInterrupt;

  Question(State state) {
    this.state = state;
  }

  /** Asks, or says that the answer is still waited for. */
  void ask(String kind, String argument, Instant now) {
    Long already = id;
    if (already == null) {
      long asked = state.store().write(handle -> state.requests().ask(handle, kind, argument, now));
      id = asked;
      saidAt = now;
      onInterrupt = OnInterrupt.run(() -> forget(asked));
    } else if (saidAt.plus(SAID_EVERY).isBefore(now)) {
      state.store().run(handle -> state.requests().stillAsked(handle, already, now));
      saidAt = now;
    }
  }

  Optional<String> answer() {
    Long asked = id;
    return asked == null
        ? Optional.empty()
        : state.store().read(handle -> state.requests().answer(handle, asked));
  }

  void takeBack() {
    if (onInterrupt != null) {
      onInterrupt.close();
      onInterrupt = null;
    }
    if (id != null) {
      forget(id);
      id = null;
    }
  }

  private void forget(long asked) {
    state.store().run(handle -> state.requests().forget(handle, asked));
  }

  @Override
  public void close() {
    takeBack();
  }
}
