package io.leadloop.sandbox.hubspot.rules;

import java.util.List;
import java.util.Map;

/** A new contact has an address or a name, and enters the first stage of its lifecycle. */
public final class NewContactRule {
  /** One of these must have a value. */
  public static final List<String> NEEDED = List.of("email", "firstname", "lastname");

  private static final String FIRST_STAGE = "lead";

  private NewContactRule() {}

  /** Whether a create is refused for there being nobody. */
  public static boolean isNobody(Map<String, String> values) {
    return NEEDED.stream().allMatch(name -> values.getOrDefault(name, "").isEmpty());
  }

  /** Adds what the vendor fills in. */
  public static void fill(Map<String, String> values) {
    values.putIfAbsent(LifecycleRule.PROPERTY, FIRST_STAGE);
  }
}
