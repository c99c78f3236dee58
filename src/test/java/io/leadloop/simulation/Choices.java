package io.leadloop.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was decided in a history, by the kind of decision. As text, a line for each kind: {@code
 * step: 0 6 1}; lines that begin with {@code #} are for people.
 */
record Choices(Map<String, List<Integer>> byKind) {
  static final Choices NONE = new Choices(Map.of());

  Choices {
    Map<String, List<Integer>> copy = new TreeMap<>();
    byKind.forEach(
        (kind, values) -> {
          List<Integer> trimmed = withoutCalmEnd(values);
          if (!trimmed.isEmpty()) {
            copy.put(kind, List.copyOf(trimmed));
          }
        });
    byKind = Collections.unmodifiableMap(copy);
  }

  private static List<Integer> withoutCalmEnd(List<Integer> values) {
    int end = values.size();
    while (end > 0 && values.get(end - 1) == 0) {
      end--;
    }
    return values.subList(0, end);
  }

  static Choices parse(String text) {
    Map<String, List<Integer>> byKind = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(":", 2);
        byKind.put(
            parts[0].strip(),
            Arrays.stream(parts[1].strip().split(" ", -1)).map(Integer::valueOf).toList());
      }
    }
    return new Choices(byKind);
  }

  /** The text that {@link #parse} reads. */
  String text() {
    return byKind.entrySet().stream()
        .map(
            kind ->
                kind.getKey()
                    + ": "
                    + kind.getValue().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** How many decisions are not calm. */
  long size() {
    return byKind.values().stream().flatMap(List::stream).filter(value -> value != 0).count();
  }

  /** The same without any decision of this kind. */
  Choices without(String kind) {
    return with(kind, List.of());
  }

  /** The same with a stretch of one kind made calm. */
  Choices calm(String kind, int from, int to) {
    List<Integer> values = new ArrayList<>(of(kind));
    Collections.fill(values.subList(from, Math.min(to, values.size())), 0);
    return with(kind, values);
  }

  /** The same with a stretch of one kind cut out, so that what follows comes earlier. */
  Choices cut(String kind, int from, int to) {
    List<Integer> values = new ArrayList<>(of(kind));
    values.subList(from, Math.min(to, values.size())).clear();
    return with(kind, values);
  }

  /** The same with one decision replaced. */
  Choices set(String kind, int at, int value) {
    List<Integer> values = new ArrayList<>(of(kind));
    values.set(at, value);
    return with(kind, values);
  }

  List<Integer> of(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private Choices with(String kind, List<Integer> values) {
    Map<String, List<Integer>> other = new TreeMap<>(byKind);
    other.put(kind, values);
    return new Choices(other);
  }
}
