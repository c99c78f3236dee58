package io.leadloop.sandbox.salesforce.rules;

import org.jspecify.annotations.Nullable;

/**
 * Text loses the white space around it; nothing left is no value. Too long a text is refused, never
 * cut.
 */
public final class TextRule {
  private TextRule() {}

  /** What is kept of a text; null for no value. */
  public static @Nullable String kept(String text) {
    String kept = text.strip();
    return kept.isEmpty() ? null : kept;
  }

  /** Why a text does not fit into a field; null when it does. */
  public static @Nullable Refusal refuse(String label, int charactersMax, String text) {
    return text.length() <= charactersMax
        ? null
        : new Refusal(
            "STRING_TOO_LONG",
            "%s: data value too large: %s (max length=%d)".formatted(label, text, charactersMax));
  }
}
