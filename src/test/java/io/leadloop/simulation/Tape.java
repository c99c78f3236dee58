package io.leadloop.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every decision of a simulated history. Each kind of decision has a name and a list of its own, in
 * the order in which it was asked, so that a change of one kind leaves the others where they are. 0
 * always means calm: no fault, no edit.
 */
final class Tape {
  private final @Nullable Random random;
  private final @Nullable Random aside;
  private final Map<String, List<Integer>> recorded = new TreeMap<>();
  private final Map<String, Integer> decided = new TreeMap<>();
  private final Map<String, Integer> positions = new TreeMap<>();

  private Tape(@Nullable Random random, @Nullable Random aside) {
    this.random = random;
    this.aside = aside;
  }

  static Tape ofSeed(long seed) {
    return new Tape(new Random(seed), new Random(~seed));
  }

  /** Decides as these choices say, and calmly where they end. */
  static Tape replaying(Choices choices) {
    Tape tape = new Tape(null, null);
    tape.recorded.putAll(choices.byKind());
    return tape;
  }

  /** Nothing goes wrong and nobody does anything. */
  static Tape calm() {
    return replaying(Choices.NONE);
  }

  /** A number from 0 to bound - 1. */
  int next(String kind, int bound) {
    return next(random, kind, bound);
  }

  /**
   * The same, decided apart from all else: whatever is asked here, a seed decides everything else
   * as if it had not been asked.
   */
  int aside(String kind, int bound) {
    return next(aside, kind, bound);
  }

  /** The same, decided once: the answer is the same however often it is asked. */
  int decided(String kind, int bound) {
    Integer known = decided.get(kind);
    int value = known == null ? aside(kind, bound) : known;
    decided.put(kind, value);
    return value;
  }

  private int next(@Nullable Random chance, String kind, int bound) {
    if (chance != null) {
      int value = chance.nextInt(bound);
      recorded.computeIfAbsent(kind, unknown -> new ArrayList<>()).add(value);
      return value;
    }
    int position = positions.merge(kind, 1, Integer::sum) - 1;
    List<Integer> choices = recorded.getOrDefault(kind, List.of());
    return position < choices.size() ? Math.floorMod(choices.get(position), bound) : 0;
  }

  /** True about once in {@code n} times; never for 0, and never on a calm tape. */
  boolean oneIn(String kind, int n) {
    return n > 1 && next(kind, n) == n - 1;
  }

  /** The same, decided {@link #aside}. */
  boolean onceIn(String kind, int n) {
    return n > 1 && aside(kind, n) == n - 1;
  }

  Choices choices() {
    return new Choices(recorded);
  }
}
