package io.leadloop.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of a round has made of its claims.
 *
 * @param pairs two records of one person each, to be planned
 * @param works claims for which it is decided already what happens
 */
record Gathered(List<Pair> pairs, List<Work> works) {
  static Gathered nothing() {
    return new Gathered(new ArrayList<>(), new ArrayList<>());
  }

  void add(Gathered other) {
    pairs.addAll(other.pairs);
    works.addAll(other.works);
  }
}
