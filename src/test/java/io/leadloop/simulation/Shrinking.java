package io.leadloop.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing history short: leaves out kinds of decisions, makes stretches calm, cuts them out
 * and makes numbers smaller, as long as the same promise stays broken.
 */
final class Shrinking {
  private static final Duration TIME_MAX =
      Duration.ofSeconds(Long.getLong("sim.shrink.seconds", 60));

  private final Function<Tape, Histories.Outcome> runs;
  private final long until = System.nanoTime() + TIME_MAX.toNanos();
  private Choices best;
  private Histories.Outcome outcome;

  Shrinking(Function<Tape, Histories.Outcome> runs, Histories.Outcome failing) {
    this.runs = runs;
    this.best = failing.choices();
    this.outcome = failing;
  }

  /** The shortest that was found within a minute, or {@code -Dsim.shrink.seconds=N}. */
  Histories.Outcome shortest() {
    long before;
    do {
      before = best.size();
      kinds();
      stretches();
      numbers();
    } while (best.size() < before && timeIsLeft());
    return outcome;
  }

  private void kinds() {
    for (String kind : List.copyOf(best.byKind().keySet())) {
      take(best.without(kind));
    }
  }

  private void stretches() {
    for (String kind : List.copyOf(best.byKind().keySet())) {
      for (int length = best.of(kind).size(); length >= 1; length /= 2) {
        for (int from = best.of(kind).size() - length; from >= 0; from -= length) {
          if (from < best.of(kind).size()
              && (isCalm(kind, from, from + length)
                  || !take(best.calm(kind, from, from + length)))) {
            take(best.cut(kind, from, from + length));
          }
        }
      }
    }
  }

  private boolean isCalm(String kind, int from, int to) {
    List<Integer> values = best.of(kind);
    return values.subList(from, Math.min(to, values.size())).stream().allMatch(v -> v == 0);
  }

  private void numbers() {
    for (String kind : List.copyOf(best.byKind().keySet())) {
      for (int at = 0; at < best.of(kind).size(); at++) {
        int value = best.of(kind).get(at);
        for (int smaller : new int[] {1, value / 2, value - 1}) {
          if (at < best.of(kind).size() && smaller > 0 && smaller < best.of(kind).get(at)) {
            take(best.set(kind, at, smaller));
          }
        }
      }
    }
  }

  private boolean timeIsLeft() {
    return System.nanoTime() < until;
  }

  private boolean take(Choices smaller) {
    if (smaller.equals(best) || !timeIsLeft()) {
      return false;
    }
    Histories.Outcome tried = runs.apply(Tape.replaying(smaller));
    List<String> promises = new ArrayList<>(tried.promises());
    promises.retainAll(List.of(outcome.promises().get(0)));
    if (promises.isEmpty()) {
      return false;
    }
    best = smaller;
    outcome = tried.with(smaller);
    return true;
  }
}
