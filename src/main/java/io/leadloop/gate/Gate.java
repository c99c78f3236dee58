package io.leadloop.gate;

import io.leadloop.lead.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is created on the other side. Asked only of people who have no record there; who is linked
 * stays in agreement when a gate closes.
 *
 * @param all must hold, each of them
 * @param any at least one must hold; an empty list asks for nothing
 * @param none must not hold
 * @param open false for a gate that lets nobody through
 */
public record Gate(boolean open, List<Criterion> all, List<Criterion> any, List<Criterion> none) {
  /** Nobody passes. */
  public static final Gate NEVER = new Gate(false, List.of(), List.of(), List.of());

  /** Everybody passes. */
  public static final Gate ALWAYS = new Gate(true, List.of(), List.of(), List.of());

  public Gate {
    all = List.copyOf(all);
    any = List.copyOf(any);
    none = List.copyOf(none);
  }

  public boolean lets(Snapshot snapshot) {
    return open
        && all.stream().allMatch(criterion -> criterion.holds(snapshot))
        && (any.isEmpty() || any.stream().anyMatch(criterion -> criterion.holds(snapshot)))
        && none.stream().noneMatch(criterion -> criterion.holds(snapshot));
  }

  /**
   * Why this record does not pass: one sentence for each criterion that stands in the way. Empty
   * when it passes.
   */
  public List<String> obstacles(Snapshot snapshot) {
    if (!open) {
      return List.of("the gate lets nobody through");
    }
    List<String> obstacles = new ArrayList<>();
    for (Criterion criterion : all) {
      if (!criterion.holds(snapshot)) {
        obstacles.add("all: " + criterion.sentence(snapshot) + " does not hold");
      }
    }
    if (!any.isEmpty() && any.stream().noneMatch(criterion -> criterion.holds(snapshot))) {
      any.forEach(
          criterion -> obstacles.add("any: " + criterion.sentence(snapshot) + " does not hold"));
    }
    for (Criterion criterion : none) {
      if (criterion.holds(snapshot)) {
        obstacles.add("none: " + criterion.sentence(snapshot) + " holds");
      }
    }
    return obstacles;
  }

  /** The properties that the gate looks at, so that they are read. */
  public List<String> properties() {
    List<String> properties = new ArrayList<>();
    for (List<Criterion> criteria : List.of(all, any, none)) {
      criteria.forEach(criterion -> properties.add(criterion.property()));
    }
    return properties;
  }
}
