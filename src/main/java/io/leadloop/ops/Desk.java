package io.leadloop.ops;

import io.leadloop.store.Requests;
import io.leadloop.sync.State;
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

  private final State state;
  private final Answers answers;
  private final InstantSource clock;

  public Desk(State state, Answers answers, InstantSource clock) {
    this.state = state;
    this.answers = answers;
    this.clock = clock;
  }

  /** Answers everything that was asked and not answered yet. */
  public void answerAll() {
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
}
