package io.leadloop.sandbox;

import java.util.Collection;
import java.util.Comparator;

/** What somebody who wrote an unknown name probably meant. */
public final class Nearest {
  private Nearest() {}

  /** Such as {@code there is no column "Citty". Did you mean "City"?}. */
  public static String message(String noun, String unknown, Collection<String> known) {
    String nearest =
        known.stream()
            .min(
                Comparator.comparingInt((String name) -> distance(unknown, name))
                    .thenComparing(Comparator.naturalOrder()))
            .orElse("");
    boolean near = !nearest.isEmpty() && distance(unknown, nearest) <= 1 + unknown.length() / 3;
    return "there is no %s \"%s\".%s"
        .formatted(noun, unknown, near ? " Did you mean \"" + nearest + "\"?" : "");
  }

  /** How many letters must be added, removed or replaced. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[right.length()];
  }
}
