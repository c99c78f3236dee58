package io.leadloop.config;

import io.leadloop.mapping.Place;

/**
 * Something in the configuration that an admin should look at.
 *
 * @param code stable and short, in words joined by hyphens: {@code unknown-key}
 * @param message one sentence that says what is wrong; never a secret
 * @param hint what to do about it; empty when the message says it all
 */
public record Problem(Severity severity, Place place, String code, String message, String hint) {
  /** Whether a problem stops the start. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(Place place, String code, String message, String hint) {
    return new Problem(Severity.ERROR, place, code, message, hint);
  }

  public static Problem warning(Place place, String code, String message, String hint) {
    return new Problem(Severity.WARNING, place, code, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line:column [code] message}, and the hint indented below it. */
  public String text() {
    String first = "%s  [%s]  %s%s".formatted(place, code, isError() ? "" : "Warning: ", message);
    return hint.isEmpty() ? first : first + "\n    " + hint;
  }
}
