package io.leadloop.sandbox.hubspot.rules;

/** A text is kept as it was written, space and all; one that is too long is refused. */
public final class TextRule {
  /** The longest text, in characters. */
  public static final int CHARACTERS_MAX = 65_536;

  private TextRule() {}

  public static boolean fits(String written) {
    return written.length() <= CHARACTERS_MAX;
  }
}
