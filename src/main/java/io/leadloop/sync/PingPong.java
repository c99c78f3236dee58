package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.mapping.Translated;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.JournalRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Freezes a field that goes to and fro: automations of the vendors can each change back what the
 * other side's did, and would do so through us for ever. A write that gives a side a value which it
 * was given before is a flip; a field that flips more than a few times within minutes rests for as
 * long, and waits for somebody to look. New values are never held back, however many there are, and
 * neither is an opt-out.
 */
final class PingPong {
  static final String CODE = "ping-pong";
  static final int FLIPS_MAX = 3;
  static final Duration WITHIN = Duration.ofMinutes(10);

  private final State state;
  private final Instant now;

  PingPong(State state, Instant now) {
    this.state = state;
    this.now = now;
  }

  /** The same works without the writes that flip too often. */
  List<Work> freeze(List<Work> works) {
    List<Long> links = new ArrayList<>();
    for (Work work : works) {
      if (work instanceof Work.Linked linked && writes(linked)) {
        links.add(linked.row().link().id());
      }
    }
    if (links.isEmpty()) {
      return works;
    }
    Map<Long, List<JournalRow>> written =
        state
            .store()
            .read(handle -> state.journal().updatesSince(handle, links, now.minus(WITHIN)));
    return written.isEmpty()
        ? works
        : works.stream()
            .map(work -> work instanceof Work.Linked one ? freeze(one, written) : work)
            .toList();
  }

  private static boolean writes(Work.Linked linked) {
    return !linked.isNew() && linked.plan().steps().stream().anyMatch(PingPong::mayFlip);
  }

  private static boolean mayFlip(FieldStep step) {
    return step.writes() != null && !step.rule().isOptOut();
  }

  private Work freeze(Work.Linked linked, Map<Long, List<JournalRow>> written) {
    List<JournalRow> rows = written.getOrDefault(linked.row().link().id(), List.of());
    if (rows.size() < FLIPS_MAX || !writes(linked)) {
      return linked;
    }
    List<FieldStep> steps =
        linked.plan().steps().stream()
            .map(step -> mayFlip(step) && flips(step, rows) > FLIPS_MAX ? frozen(step) : step)
            .toList();
    return steps.equals(linked.plan().steps())
        ? linked
        : linked
            .with(new LinkPlan(linked.plan().salesforceObject(), steps))
            .dueBy(now.plus(WITHIN));
  }

  private static FieldStep frozen(FieldStep step) {
    String why =
        "it went to and fro more than %d times within %d minutes"
            .formatted(FLIPS_MAX, WITHIN.toMinutes());
    return new FieldStep(
        step.rule(),
        step.decision(),
        step.hubspot(),
        step.salesforce(),
        null,
        "",
        new Translated.Misfit(CODE, why));
  }

  /** How often a side was given what it had been given before, this write included. */
  private static int flips(FieldStep step, List<JournalRow> rows) {
    Map<Side, Set<String>> given = new EnumMap<>(Side.class);
    int flips = 0;
    for (JournalRow row : rows) {
      Side side = row.side();
      for (JournalRow.Field field : row.fields()) {
        if (side != null && field.name().equals(step.rule().label())) {
          flips += isNew(given, side, field.after()) ? 0 : 1;
        }
      }
    }
    return flips + (isNew(given, Objects.requireNonNull(step.writes()), step.after()) ? 0 : 1);
  }

  private static boolean isNew(Map<Side, Set<String>> given, Side side, String value) {
    return given.computeIfAbsent(side, s -> new HashSet<>()).add(value);
  }
}
