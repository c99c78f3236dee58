package io.leadloop.lead;

/**
 * A value on its way into a record.
 *
 * @param text its text: numbers plain, booleans {@code true} and {@code false}, dates ISO 8601,
 *     several choices joined by {@code ;}; empty clears the field
 */
public record Value(Type type, String text) {
  public static Value text(String text) {
    return new Value(Type.TEXT, text);
  }

  public boolean isBlank() {
    return text.isEmpty();
  }
}
