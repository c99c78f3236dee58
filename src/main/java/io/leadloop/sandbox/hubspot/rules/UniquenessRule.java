package io.leadloop.sandbox.hubspot.rules;

import org.jspecify.annotations.Nullable;

/**
 * No two living records share a value of a unique property. An e-mail address is one whatever its
 * case, and stands for its contact also when it is an additional one.
 */
public final class UniquenessRule {
  private UniquenessRule() {}

  /**
   * Whether a write is refused.
   *
   * @param holder the record that has the value; null when none has
   * @param writer the record that is written; null when it is new
   */
  public static boolean refuses(@Nullable Long holder, @Nullable Long writer) {
    return holder != null && !holder.equals(writer);
  }

  /** The form in which values of a property are compared. */
  public static String compared(String property, String value) {
    return property.equals("email") ? EmailRule.stored(value) : value;
  }
}
