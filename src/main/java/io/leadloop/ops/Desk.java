package io.leadloop.ops;

import io.leadloop.store.Requests;
import io.leadloop.sync.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where commands ask the process that holds the lease. A question is a row of the store, so a
 * command needs no port and no secret of the daemon's, and what calls the vendors keeps within the
 * daemon's own budget.
 */
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /**
   * A command says every few seconds that it still waits. One that was killed does not, and what it
   * asked for must not happen behind everybody's back.
   */
  static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

  private final State state;
  private final Answers answers;
  private final InstantSource clock;

  public Desk(State state, Answers answers, InstantSource clock) {
    this.state = state;
    this.answers = answers;
    this.clock = clock;
  }

  /** Answers everything that was asked, not answered yet, and is still waited for. */
  public void answerAll() {
    forgetAbandoned();
    List<Requests.Request> open = state.store().read(handle -> state.requests().open(handle));
    for (Requests.Request request : open) {
      String answer;
      try {
        answer = answers.answer(request.kind(), request.argument());
      } catch (IllegalArgumentException e) {
        answer = Answers.failure(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("kind", request.kind())
            .log("A command's question failed: {}", e.getMessage());
        answer = Answers.failure(String.valueOf(e.getMessage()));
      }
      String text = answer;
      state
          .store()
          .run(handle -> state.requests().answer(handle, request.id(), text, clock.instant()));
    }
  }

  private void forgetAbandoned() {
    Instant before = clock.instant().minus(ABANDONED_AFTER);
    boolean any = state.store().read(handle -> state.requests().any(handle));
    int forgotten =
        any ? state.store().write(handle -> state.requests().forgetBefore(handle, before)) : 0;
    if (forgotten > 0) {
      LOG.atWarn()
          .addKeyValue("questions", forgotten)
          .log("Questions of commands that are gone were not carried out");
    }
  }
}
