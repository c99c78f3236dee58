package io.leadloop.cli;

/** Ends a command with a message for a person and a code for a script. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String code;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param code stable and short: {@code no-answer}
   * @param message what was tried, why it failed, and what to do; may have several lines
   */
  CommandFailure(int exitCode, String code, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
