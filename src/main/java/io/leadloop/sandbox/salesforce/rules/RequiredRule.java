package io.leadloop.sandbox.salesforce.rules;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** A record must have a value in each required field, before and after every change. */
public final class RequiredRule {
  private RequiredRule() {}

  /** The required fields without a value, in the order in which they are given. */
  public static List<String> missing(Collection<String> required, Predicate<String> hasValue) {
    return required.stream().filter(hasValue.negate()).toList();
  }

  /** The refusal for fields that are missing. */
  public static Refusal refusal(List<String> missing) {
    return new Refusal("REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing);
  }
}
