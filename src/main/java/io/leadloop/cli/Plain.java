package io.leadloop.cli;

import io.leadloop.lead.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Values and times as they stand on a terminal. */
final class Plain {
  private static final String BLANK = "(blank)";
  private static final long MINUTE_SECONDS = 60;
  private static final long HOUR_SECONDS = 3_600;
  private static final long DAY_SECONDS = 86_400;

  private Plain() {}

  /**
   * A value of a record on one line. What could steer the terminal is left out: the value is
   * whatever somebody typed into a form.
   *
   * @param columns the most that it may take
   */
  static String value(String value, int columns) {
    if (value.isEmpty()) {
      return BLANK;
    }
    return cut(clean(value), columns);
  }

  /** Text of a vendor or of ours without anything that could steer the terminal. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
  }

  /** Cut to this many columns, with dots for what is left out. */
  static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 3)) + "...";
  }

  /** Filled up with blanks, or cut. */
  static String cell(String text, int columns) {
    return String.format(Locale.ROOT, "%-" + columns + "s", cut(text, columns));
  }

  /** {@code 9,240}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
  static String age(long seconds) {
    long shown = Math.max(0, seconds);
    if (shown < 2 * MINUTE_SECONDS) {
      return shown + " s";
    }
    if (shown < 2 * HOUR_SECONDS) {
      return shown / MINUTE_SECONDS + " min";
    }
    return shown < 2 * DAY_SECONDS ? shown / HOUR_SECONDS + " h" : shown / DAY_SECONDS + " d";
  }

  /** How long ago. */
  static String age(Instant then, Instant now) {
    return age(Duration.between(then, now).toSeconds());
  }

  /** {@code 2026-11-21T14:32:05Z}. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code contact 51} for {@code hubspot:contacts:51}; other subjects as they are. */
  static String subject(String subject) {
    return subject.startsWith("link:") || subject.indexOf(':') < 0
        ? subject
        : RecordKey.parse(subject).label();
  }
}
