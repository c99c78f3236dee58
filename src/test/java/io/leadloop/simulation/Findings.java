package io.leadloop.simulation;

import java.util.ArrayList;
import java.util.List;

/** The promises that a history broke, each with what was seen. */
final class Findings {
  private final List<String> broken = new ArrayList<>();

  void check(boolean holds, String promise, String seen) {
    if (!holds) {
      broken.add(promise + ": " + seen);
    }
  }

  List<String> broken() {
    return broken;
  }
}
