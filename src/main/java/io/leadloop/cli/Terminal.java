package io.leadloop.cli;

import java.io.Console;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The person at the keyboard, if there is one.
 *
 * @param isPresent whether both ends are a terminal: then a command may ask, and shows progress
 * @param answers asks a question and returns the line that was typed
 */
public record Terminal(boolean isPresent, UnaryOperator<String> answers) {
  /** Nobody: a script, a pipe, a service. */
  static final Terminal NONE = new Terminal(false, question -> "");

  /** The terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // Up to Java 21 null says that there is no terminal.
  public static Terminal ofProcess() {
    Console console = System.console();
    if (console == null || !isTerminal(console)) {
      return NONE;
    }
    return new Terminal(
        true,
        question -> {
          String line = console.readLine("%s", question);
          return line == null ? "" : line;
        });
  }

  /** Asks and takes anything but a clear yes for a no. */
  boolean confirms(String question) {
    String answer = answers.apply(question).strip().toLowerCase(Locale.ROOT);
    return answer.equals("y") || answer.equals("yes");
  }

  /** From Java 22 on there may be a console without a terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
