package io.leadloop.sync;

/** Takes note of every round that was stored. */
@FunctionalInterface
public interface RoundLog {
  /** Takes no note. */
  RoundLog NONE = round -> {};

  void recorded(Recorded round);
}
