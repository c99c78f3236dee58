package io.leadloop.sandbox.clients;

import io.leadloop.sandbox.Call;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a suite printed, as TAP.
 *
 * @param exitCode 0 when every test passed
 */
public record Transcript(int exitCode, List<String> lines) {
  private static final Pattern COUNT = Pattern.compile("^# (pass|fail) (\\d+)$");

  /** All lines, each on its own. */
  public String text() {
    return System.lineSeparator() + String.join(System.lineSeparator(), lines);
  }

  /** How many tests passed. */
  public int passed() {
    return count("pass");
  }

  /** How many tests failed. */
  public int failed() {
    return count("fail");
  }

  /**
   * The transcript with the endpoints that the sandbox says were driven, one line each.
   *
   * @param mask makes one template of the paths of one endpoint, as {@code /contacts/{id}}
   */
  public String report(String title, List<Call> calls, UnaryOperator<String> mask) {
    List<String> endpoints =
        calls.stream()
            .map(call -> call.method() + " " + mask.apply(call.path()))
            .distinct()
            .sorted()
            .toList();
    return "%s%n%n%s: %d endpoints driven by %d calls; %d tests passed, %d failed%n  %s"
        .formatted(
            text(),
            title,
            endpoints.size(),
            calls.size(),
            passed(),
            failed(),
            String.join(System.lineSeparator() + "  ", endpoints));
  }

  private int count(String outcome) {
    for (String line : lines) {
      Matcher matcher = COUNT.matcher(line);
      if (matcher.matches() && matcher.group(1).equals(outcome)) {
        return Integer.parseInt(matcher.group(2));
      }
    }
    return 0;
  }
}
