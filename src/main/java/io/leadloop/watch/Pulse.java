package io.leadloop.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** When each route turned last. Thread-safe. */
public final class Pulse {
  private static final int PERIODS_MISSED_MAX = 3;

  /** A machine that is busy, or was asleep, is not dead. */
  private static final Duration SILENCE_MIN = Duration.ofMinutes(1);

  /** No single turn is meant to last so long; a sweep that is cut short goes on where it was. */
  private static final Duration TURN_MAX = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Duration> periods;
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /**
   * @param at when it began or ended
   */
  private record Turn(boolean running, Instant at) {}

  /**
   * @param periods how often each route is meant to turn, by its id
   */
  public Pulse(Map<String, Duration> periods, InstantSource clock) {
    this.periods = new TreeMap<>(periods);
    this.clock = clock;
    periods.keySet().forEach(this::ended);
  }

  public void began(String route) {
    turns.put(route, new Turn(true, clock.instant()));
  }

  public void ended(String route) {
    turns.put(route, new Turn(false, clock.instant()));
  }

  /** What is wrong, a sentence for each route that does not turn; empty when all do. */
  public List<String> silent() {
    Instant now = clock.instant();
    List<String> silent = new ArrayList<>();
    periods.forEach(
        (route, period) -> {
          Turn turn = turns.getOrDefault(route, new Turn(false, now));
          Duration since = Duration.between(turn.at(), now);
          if (since.compareTo(turn.running() ? TURN_MAX : silenceMax(period)) > 0) {
            silent.add(
                turn.running()
                    ? "The route %s has been in one turn for %d minutes."
                        .formatted(route, since.toMinutes())
                    : "The route %s has not turned for %d seconds; it should every %d ms."
                        .formatted(route, since.toSeconds(), period.toMillis()));
          }
        });
    return silent;
  }

  /** Adds when each route last began or ended a turn. */
  public void bindTo(MeterRegistry registry) {
    for (String route : periods.keySet()) {
      Gauge.builder("leadloop.route.last.turn.timestamp", () -> seconds(route))
          .description("When the route last began or ended a turn")
          .baseUnit("seconds")
          .tag("route", route)
          .register(registry);
    }
  }

  private double seconds(String route) {
    Turn turn = turns.get(route);
    return turn == null ? 0 : turn.at().getEpochSecond();
  }

  private static Duration silenceMax(Duration period) {
    Duration missed = period.multipliedBy(PERIODS_MISSED_MAX);
    return missed.compareTo(SILENCE_MIN) > 0 ? missed : SILENCE_MIN;
  }
}
