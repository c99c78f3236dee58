package io.leadloop.salesforce;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;

/** Builds the text of queries. */
final class Soql {
  private Soql() {}

  /** A string literal. SOQL escapes with a backslash; everything else stands for itself. */
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 2).append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> literal.append("\\\\");
        case '\'' -> literal.append("\\'");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        case '\b' -> literal.append("\\b");
        case '\f' -> literal.append("\\f");
        default -> literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }

  /** A datetime literal in whole seconds, rounded down: SOQL ignores the milliseconds. */
  static String datetime(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** {@code Field IN ('a','b')}. */
  static String in(String field, Collection<String> texts) {
    return texts.stream().map(Soql::quoted).collect(Collectors.joining(",", field + " IN (", ")"));
  }

  static String select(Collection<String> fields, String object) {
    return "SELECT " + String.join(",", fields) + " FROM " + object;
  }
}
