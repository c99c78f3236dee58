package io.leadloop.salesforce;

import java.util.regex.Pattern;

/**
 * A vendor's message, fit for an exception. A message about a query quotes the query around the
 * fault, and our queries hold e-mail addresses.
 */
final class PlainWords {
  private static final int LENGTH_MAX = 300;
  private static final Pattern QUOTED_QUERY =
      Pattern.compile("(?s)^.*ERROR at Row:\\d+:Column:\\d+");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s'\",;()]+@[^\\s'\",;()]+");
  private static final Pattern LITERAL_LIST = Pattern.compile("(?i)\\bIN\\s*\\([^)]*\\)?");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private PlainWords() {}

  static String of(String message) {
    String plain = QUOTED_QUERY.matcher(message).replaceFirst("");
    plain = LITERAL_LIST.matcher(plain).replaceAll("IN (...)");
    plain = ADDRESS.matcher(plain).replaceAll("(an address)");
    plain = BLANKS.matcher(plain).replaceAll(" ").strip();
    return plain.length() > LENGTH_MAX ? plain.substring(0, LENGTH_MAX) + "..." : plain;
  }
}
