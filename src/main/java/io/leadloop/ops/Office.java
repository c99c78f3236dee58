package io.leadloop.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.store.Problem;
import io.leadloop.sync.Cycle;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.Lane;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Answers questions on one connection, for whoever holds its lease. */
public final class Office implements Answers {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** What rules that are not in force yet would do, to every link. */
  public static final String PLAN_DRAFT = "plan-draft";

  private final State state;
  private final Vendors vendors;
  private final Planner planner;
  private final Explainer explainer;
  private final Eraser eraser;
  private final InstantSource clock;

  public Office(
      Rules rules, State state, Vendors vendors, LoopSettings settings, InstantSource clock) {
    this.state = state;
    this.vendors = vendors;
    this.planner = new Planner(rules, state, vendors, settings, clock);
    this.explainer = new Explainer(rules, state, vendors, planner, clock);
    this.eraser = new Eraser(rules, state, vendors, settings.connection(), clock);
    this.clock = clock;
  }

  /** The planner, for a command that sweeps first. */
  public Planner planner() {
    return planner;
  }

  @Override
  public String answer(String kind, String argument) {
    return switch (kind) {
      case "plan" -> json(argument.isEmpty() ? planner.all() : planner.of(subjects(argument)));
      case PLAN_DRAFT -> json(planner.everything());
      case "explain" -> json(subjects(argument).stream().map(explainer::explain).toList());
      case "go" -> json(go());
      case "resume" -> json(resume());
      case "retry" -> json(retry(argument));
      case "erase-look" -> json(eraser.look(argument));
      case "erase" -> json(eraser.erase(argument));
      case "lift" -> json(Map.of("lifted", eraser.lift(argument)));
      default -> Answers.failure("Nobody knows how to answer \"" + kind + "\".");
    };
  }

  private List<String> subjects(String argument) {
    List<String> subjects = new Subjects(state, vendors).named(argument);
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException(
          "Nobody has the e-mail address or id that was given, on either side.");
    }
    return subjects;
  }

  /** Plans everything, then lets the connection write. */
  private PlanReport go() {
    PlanReport report = planner.all();
    state
        .store()
        .run(
            handle -> {
              Mode.LIVE.set(state.facts(), handle, clock.instant());
              state.volumes().forget(handle);
              Cycle.confirm(state, handle, report.volume(), clock.instant());
              state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), clock.instant());
              state.facts().set(handle, FactNames.CAPPED, "", clock.instant());
            });
    return report;
  }

  /** Plans everything, then lets a connection go on that is stopped. */
  private PlanReport resume() {
    PlanReport report = planner.all();
    if (!report.stopped().isEmpty()) {
      Stops.end(state, vendors, report.volume(), clock.instant());
    }
    return report;
  }

  private Map<String, Object> retry(String argument) {
    List<String> subjects =
        argument.isEmpty()
            ? state.store().read(handle -> state.problems().all(handle, Integer.MAX_VALUE)).stream()
                .map(Problem::subject)
                .distinct()
                .toList()
            : subjects(argument);
    state
        .store()
        .run(
            handle -> {
              state.inbox().wake(handle, subjects, Lane.REPAIR.number(), clock.instant());
              if (argument.isEmpty()) {
                // Its look may end with a problem that nobody knows yet, of what was mended since.
                state.inbox().lookAgain(handle, clock.instant());
              }
            });
    return Map.of("retried", subjects.size(), "subjects", subjects.stream().limit(100).toList());
  }

  /** The form in which answers travel and {@code --json} prints. */
  public static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer could not be written as JSON.", e);
    }
  }

  /** Reads what {@link #json} wrote. */
  public static <T> T parse(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer could not be read.", e);
    }
  }
}
