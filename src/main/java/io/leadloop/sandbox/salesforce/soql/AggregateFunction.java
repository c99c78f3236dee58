package io.leadloop.sandbox.salesforce.soql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a query can make of one field over all records of a group. */
public enum AggregateFunction {
  /** How many records have a value. */
  COUNT,
  /** How many different values there are. */
  COUNT_DISTINCT,
  /** The values added up; none for no values. */
  SUM,
  /** Their average; none for no values. */
  AVG,
  /** The least. */
  MIN,
  /** The greatest. */
  MAX;

  /** The function of this name in any case; null when there is none. */
  static @Nullable AggregateFunction named(String anyCase) {
    for (AggregateFunction function : values()) {
      if (function.name().equals(anyCase.toUpperCase(Locale.ROOT))) {
        return function;
      }
    }
    return null;
  }
}
