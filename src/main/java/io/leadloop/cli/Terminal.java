package io.leadloop.cli;

/**
 * Whether a person watches. The launcher says so in the property {@code leadloop.terminal}: Java 22
 * changed what {@code System.console()} answers, and Java 17 has no other way to ask.
 */
public final class Terminal {
  private Terminal() {}

  /** Whether standard error goes to a terminal, so that progress may be drawn there. */
  public static boolean watches() {
    return Boolean.getBoolean("leadloop.terminal");
  }
}
