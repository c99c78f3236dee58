package io.leadloop.alert;

/**
 * One thing that is watched, and how it is now.
 *
 * @param name stable: {@code vendor-down.hubspot}
 * @param value {@link #ON} or {@link #OFF}; of the mode, its word
 * @param summary what is to be said of it as it is now, one sentence
 * @param nextStep what to do; empty when nothing is to be done
 */
public record Condition(String name, String value, String summary, String nextStep) {
  public static final String ON = "on";
  public static final String OFF = "off";

  static Condition of(String name, boolean holds, String begins, String nextStep, String ends) {
    return holds ? new Condition(name, ON, begins, nextStep) : new Condition(name, OFF, ends, "");
  }

  /** Whether this is a state that comes and goes, and not one of several that follow each other. */
  boolean isTrouble() {
    return value.equals(ON) || value.equals(OFF);
  }
}
