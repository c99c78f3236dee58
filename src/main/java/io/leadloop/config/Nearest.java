package io.leadloop.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Nearest {
  private static final int NAMES_LISTED_MAX = 12;

  private Nearest() {}

  /** {@code Did you mean "Phone"?}; without a near name all names, if they are few. */
  static String hint(String word, Collection<String> names) {
    return to(word, names)
        .map(name -> "Did you mean \"" + name + "\"?")
        .orElse(
            names.isEmpty() || names.size() > NAMES_LISTED_MAX
                ? ""
                : "There is: " + String.join(", ", names) + ".");
  }

  /** The nearest name, if at most about a third of the letters differ. */
  public static Optional<String> to(String word, Collection<String> names) {
    int limit = Math.max(1, (word.length() + 1) / 3);
    return names.stream()
        .filter(name -> distance(word, name) <= limit)
        .min(Comparator.comparingInt((String name) -> distance(word, name)).thenComparing(n -> n));
  }

  /** How many letters must be changed, added or left out; upper and lower case are the same. */
  private static int distance(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
