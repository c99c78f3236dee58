package io.leadloop.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Every decision of a simulated history, in the order in which it was made. 0 always means calm: no
 * fault, no edit. So a history is a list of numbers, and shrinking it is cutting chunks out and
 * putting zeros in.
 */
final class Tape {
  private final List<Integer> recorded;
  private final Random random;
  private final boolean replay;
  private int position;

  private Tape(List<Integer> recorded, Random random, boolean replay) {
    this.recorded = recorded;
    this.random = random;
    this.replay = replay;
  }

  static Tape ofSeed(long seed) {
    return new Tape(new ArrayList<>(), new Random(seed), false);
  }

  static Tape replaying(List<Integer> choices) {
    return new Tape(new ArrayList<>(choices), new Random(0), true);
  }

  /** A number from 0 to bound - 1; 0 behind the end of a replayed tape. */
  int next(int bound) {
    if (replay) {
      int value = position < recorded.size() ? Math.floorMod(recorded.get(position), bound) : 0;
      position++;
      return value;
    }
    int value = random.nextInt(bound);
    recorded.add(value);
    return value;
  }

  /** True about once in {@code n} times, never on a calm tape. */
  boolean oneIn(int n) {
    return n > 0 && next(n) == n - 1 && n > 1;
  }

  List<Integer> choices() {
    return List.copyOf(recorded);
  }
}
