package io.leadloop.gate;

import io.leadloop.lead.Snapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One test of one property.
 *
 * @param operands the words to compare with; empty for {@link Test#KNOWN} and {@link Test#UNKNOWN}
 */
public record Criterion(String property, Test test, List<String> operands) {

  /** How a property is tested; texts are compared without regard to case. */
  public enum Test {
    /** Equal to one of the operands. */
    IS,
    /** Equal to none of the operands; a blank passes. */
    IS_NOT,
    KNOWN,
    UNKNOWN,
    /** A number that is not below the operand. */
    AT_LEAST,
    /** A number that is not above the operand. */
    AT_MOST,
    CONTAINS,
    ENDS_WITH;

    /** The word in YAML: {@code at_least}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Criterion {
    operands = List.copyOf(operands);
  }

  public boolean holds(Snapshot snapshot) {
    String shown = snapshot.shows(property).strip().toLowerCase(Locale.ROOT);
    List<String> words =
        operands.stream().map(word -> word.strip().toLowerCase(Locale.ROOT)).toList();
    return switch (test) {
      case IS -> words.contains(shown);
      case IS_NOT -> !words.contains(shown);
      case KNOWN -> !shown.isEmpty();
      case UNKNOWN -> shown.isEmpty();
      case AT_LEAST -> compared(shown, words.get(0), true);
      case AT_MOST -> compared(shown, words.get(0), false);
      case CONTAINS -> words.stream().anyMatch(shown::contains);
      case ENDS_WITH -> words.stream().anyMatch(shown::endsWith);
    };
  }

  /** The criterion as the admin wrote it, with what the record shows: for {@code explain}. */
  public String sentence(Snapshot snapshot) {
    String shown = snapshot.shows(property);
    return "%s %s%s (it shows %s)"
        .formatted(
            property,
            test.word(),
            operands.isEmpty() ? "" : " " + String.join(", ", operands),
            shown.isEmpty() ? "nothing" : "\"" + shown + "\"");
  }

  private static boolean compared(String shown, String limit, boolean atLeast) {
    BigDecimal number = number(shown);
    BigDecimal bound = number(limit);
    if (number == null || bound == null) {
      return false;
    }
    return atLeast ? number.compareTo(bound) >= 0 : number.compareTo(bound) <= 0;
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
