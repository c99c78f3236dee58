package io.leadloop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.config.Config;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.ops.Office;
import io.leadloop.ops.PlanReport;
import io.leadloop.store.CallCounts;
import io.leadloop.store.Facts;
import io.leadloop.store.Lease;
import io.leadloop.sync.CallTally;
import io.leadloop.sync.Drift;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a question answered: by the process that holds the lease, through the store; or here, under
 * the lease, where nobody holds it. So both accounts are asked within one budget of calls.
 */
final class Inquiry {
  private static final long POLL_MILLIS = 200;

  private final Workplace workplace;
  private final Surroundings surroundings;
  private final String command;
  private final Duration waitMax;

  /**
   * @param command its name: part of the lease's holder, for a person
   * @param waitMax how long to wait for the answer of another process
   */
  Inquiry(Workplace workplace, Surroundings surroundings, String command, Duration waitMax) {
    this.workplace = workplace;
    this.surroundings = surroundings;
    this.command = command;
    this.waitMax = waitMax;
  }

  /** What must be so before a question can be answered. */
  enum Needs {
    /** The inbox holds what changed, so both sides are swept first if they were not lately. */
    FRESH_INBOX,
    /** Nothing: what is asked about is read by its key. */
    NOTHING
  }

  /**
   * @param kind and
   * @param argument as in {@link io.leadloop.ops.Answers}
   * @throws CommandFailure when there is no answer
   * @throws io.leadloop.sync.CrmException when a vendor could not be asked
   */
  String ask(String kind, String argument, Needs needs) throws InterruptedException {
    State state = workplace.state();
    long begun = System.nanoTime();
    try (Question question = new Question(state);
        Progress progress = Progress.of(surroundings, command)) {
      while (true) {
        Optional<String> answer = question.answer();
        if (answer.isPresent()) {
          return checked(answer.get());
        }
        Lease.Held holder = holder();
        if (holder == null) {
          question.takeBack();
          Optional<Tenure> tenure =
              Tenure.take(
                  state,
                  "process %d (%s)".formatted(ProcessHandle.current().pid(), command),
                  settings().lease(),
                  surroundings.clock());
          if (tenure.isPresent()) {
            try (Tenure held = tenure.get()) {
              return answerHere(kind, argument, needs, held, progress);
            }
          }
          continue;
        }
        question.ask(kind, argument, surroundings.clock().instant());
        progress.say("waiting for " + holder.holder());
        if (System.nanoTime() - begun > waitMax.toNanos()) {
          throw new CommandFailure(
              ExitCode.FAILED,
              "no-answer",
              """
              %s runs this connection and did not answer within %d s.
                  The question was taken back. Do: look at its log and at leadloop status, then ask again, with --wait for longer."""
                  .formatted(holder.holder(), waitMax.toSeconds()));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    }
  }

  /**
   * Asks what is, or was, to be done.
   *
   * @param kind {@code plan}, {@code go} or {@code resume}
   */
  PlanReport plan(String kind) throws InterruptedException {
    return Office.parse(ask(kind, "", Needs.FRESH_INBOX), PlanReport.class);
  }

  private Settings settings() {
    return workplace.config().settings();
  }

  private Lease.@Nullable Held holder() {
    Instant now = surroundings.clock().instant();
    State state = workplace.state();
    return state
        .store()
        .read(handle -> state.lease().current(handle))
        .filter(held -> held.expiresAt().isAfter(now))
        .orElse(null);
  }

  private String answerHere(
      String kind, String argument, Needs needs, Tenure tenure, Progress progress) {
    State state = workplace.state();
    Secrets secrets = workplace.secrets(surroundings.environment());
    CallTally calls = new CallTally();
    Config config = workplace.config().under(Drift.known(state.store().read(state.facts()::known)));
    try (Vendors vendors = surroundings.accounts().open(config, secrets, calls)) {
      Office office =
          new Office(
              FromConfig.rules(config),
              state,
              vendors,
              FromConfig.loop(settings()),
              surroundings.clock());
      if (needs == Needs.FRESH_INBOX && isStale()) {
        progress.say("reading what changed on both sides");
        office.planner().sweep();
      }
      progress.say("reading and planning");
      tenure.check();
      return office.answer(kind, argument);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.FAILED, "nobody", String.valueOf(e.getMessage()));
    } finally {
      Instant now = surroundings.clock().instant();
      List<CallCounts.Count> counted = calls.take();
      state.store().run(handle -> state.callCounts().add(handle, counted, now));
    }
  }

  private boolean isStale() {
    State state = workplace.state();
    Instant since = surroundings.clock().instant().minus(settings().schedule().freshFor());
    for (Side side : Side.values()) {
      Optional<Facts.Fact> swept =
          state.store().read(handle -> state.facts().get(handle, FactNames.swept(side)));
      if (swept.isEmpty() || swept.get().at().isBefore(since)) {
        return true;
      }
    }
    return false;
  }

  private static String checked(String answer) {
    JsonNode error = Office.parse(answer, JsonNode.class).path("error");
    if (error.isTextual()) {
      throw new CommandFailure(ExitCode.FAILED, "refused-by-daemon", error.asText());
    }
    return answer;
  }
}
