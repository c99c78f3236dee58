package io.leadloop.simulation;

/**
 * Something rare that goes wrong in some histories, over and over again until it ends. Calm
 * histories know of none.
 */
interface Hardship {
  /** A word for it; its decisions are named by it. */
  String name();

  /** Whether it happens in this history at all. */
  boolean isOn();

  /** It happens once, or something of it. */
  void strike();

  /** From here on nothing of it happens, until {@link #begin}. */
  default void end() {}

  /** It may happen again. */
  default void begin() {}

  /**
   * Whether it also happens where people edit each field on one side alone, and count on every
   * edit.
   */
  default boolean sparesEdits() {
    return true;
  }

  /** What must hold of it once everything else is at rest. */
  default void check(Findings findings) {}
}
