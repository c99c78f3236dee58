package io.leadloop.sandbox.salesforce.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers are rounded to the field's scale; too many digits before the point are refused. */
public final class NumberRule {
  private NumberRule() {}

  /** What is kept of a number. */
  public static double kept(int scale, BigDecimal number) {
    return number.setScale(scale, RoundingMode.HALF_UP).doubleValue();
  }

  /** Why a number does not fit into a field; null when it does. */
  public static @Nullable Refusal refuse(String label, int precision, int scale, double number) {
    return Math.abs(number) < Math.pow(10, precision - scale)
        ? null
        : new Refusal(
            "NUMBER_OUTSIDE_VALID_RANGE",
            "%s: value outside of valid range on numeric field: %s".formatted(label, number));
  }
}
