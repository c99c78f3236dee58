package io.leadloop.simulation;

/**
 * The process dies here. An error, so that no handler for exceptions of the loop can survive it.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String point) {
    super(point, null, false, false);
  }
}
