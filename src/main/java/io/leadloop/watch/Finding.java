package io.leadloop.watch;

/**
 * What one look at the process's health came to.
 *
 * @param well whether all is as it should be
 * @param message one plain sentence; no personal data, no quotes
 */
public record Finding(boolean well, String message) {
  static Finding good(String message) {
    return new Finding(true, message);
  }

  static Finding bad(String message) {
    return new Finding(false, message);
  }
}
