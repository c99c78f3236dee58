package io.leadloop.sandbox.salesforce.rules;

import java.util.Locale;

/** Unique values, and all text in comparisons, are the same when they differ by case alone. */
public final class UniqueRule {
  private UniqueRule() {}

  /** What two equal values share, unless the field is case-sensitive. */
  public static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The refusal of a value that another record has. */
  public static Refusal refusal(String field, String otherShortId) {
    return new Refusal(
        "DUPLICATE_VALUE",
        "duplicate value found: %s duplicates value on record with id: %s"
            .formatted(field, otherShortId));
  }
}
