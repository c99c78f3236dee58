package io.leadloop.mapping;

/** What a value of one side is on the other: a text to write, or the reason why there is none. */
public sealed interface Translated {

  /**
   * @param text what to write; empty for a blank
   */
  record Fits(String text) implements Translated {}

  /**
   * @param code stable and short, in words joined by hyphens: {@code unknown-value}
   * @param why one sentence for an admin, with the value in it
   */
  record Misfit(String code, String why) implements Translated {}
}
