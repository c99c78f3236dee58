package io.leadloop.cli;

import io.leadloop.sync.State;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question that lies in the store, taken back when nobody waits for its answer any more. */
final class Question implements AutoCloseable {
  private final State state;
  private @Nullable Long id;
  private @Nullable OnInterrupt onInterrupt;

  Question(State state) {
    this.state = state;
  }

  void ask(String kind, String argument, Instant now) {
    if (id == null) {
      long asked = state.store().write(handle -> state.requests().ask(handle, kind, argument, now));
      id = asked;
      onInterrupt = OnInterrupt.run(() -> forget(asked));
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
