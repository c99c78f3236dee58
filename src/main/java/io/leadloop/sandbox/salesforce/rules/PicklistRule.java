package io.leadloop.sandbox.salesforce.rules;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A restricted picklist takes its own values only, to the letter. An unrestricted one takes
 * anything.
 */
public final class PicklistRule {
  private PicklistRule() {}

  /**
   * Why a value is refused by a restricted picklist; null when it is not.
   *
   * @param several whether values may be joined by {@code ;}
   */
  public static @Nullable Refusal refuse(
      String label, Collection<String> values, boolean several, String text) {
    String[] chosen = several ? text.split(";", -1) : new String[] {text};
    for (String value : chosen) {
      if (!values.contains(value)) {
        return new Refusal(
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "%s: bad value for restricted picklist field: %s".formatted(label, value));
      }
    }
    return null;
  }
}
