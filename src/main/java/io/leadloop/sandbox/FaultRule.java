package io.leadloop.sandbox;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls one fault strikes, and what it does to them.
 *
 * @param path a pattern: {@code *} is anything within a segment, {@code **} anything at all
 * @param method in upper case; null for any
 * @param vendor {@code hubspot} or {@code salesforce}; null for both
 * @param timing which of the calls that fit are struck
 * @param timesMax how often it strikes at most
 * @param afterEffect whether the vendor does what was asked before the fault strikes
 * @param lasts how long it goes on for the same path once it struck
 */
public record FaultRule(
    String path,
    @Nullable String method,
    @Nullable String vendor,
    Timing timing,
    int timesMax,
    boolean afterEffect,
    FaultKind kind,
    int status,
    @Nullable String body,
    Map<String, String> headers,
    Duration delay,
    Duration lasts) {

  /**
   * Which of the calls that fit are struck: the {@code nth}, one in {@code every}, or a {@code
   * share} of them by chance. What is 0 says nothing; all 0 is every call.
   */
  public record Timing(int nth, int every, double share) {
    static final Timing ALWAYS = new Timing(0, 0, 0);

    /**
     * Whether the call is struck.
     *
     * @param number of the call among those that fit, from 1
     * @param chance between 0 and 1, drawn for this call
     */
    boolean strikes(int number, double chance) {
      if (nth > 0) {
        return number == nth;
      }
      if (every > 0) {
        return number % every == 0;
      }
      return share <= 0 || chance < share;
    }
  }

  /** The pattern of paths as a regular expression. */
  Pattern pathPattern() {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char letter = path.charAt(i);
      boolean deep = letter == '*' && i + 1 < path.length() && path.charAt(i + 1) == '*';
      if (deep) {
        regex.append(".*");
        i++;
      } else if (letter == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** Such as {@code 3rd POST /crm/**: reset after the effect}, for people. */
  @Override
  public String toString() {
    String which =
        timing.nth > 0
            ? "call " + timing.nth
            : timing.every > 0
                ? "every " + timing.every
                : timing.share > 0 ? "share " + timing.share : "all";
    return "%s %s %s: %s %s the effect"
        .formatted(
            which,
            method == null ? "*" : method.toUpperCase(Locale.ROOT),
            path,
            kind.word(),
            afterEffect ? "after" : "before");
  }
}
