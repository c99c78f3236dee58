package io.leadloop.sandbox.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an admin demands of each contact: values that a new one must have, and values that one must
 * have when another has a certain value. The vendor holds API writes to them from the version
 * 2026-09 on. Guarded by the portal's lock.
 */
final class RequiredRules {
  /** The first version whose writes are held to the rules. */
  static final String ENFORCED_FROM = "2026-09";

  private final Set<String> onCreate = new LinkedHashSet<>();
  private final List<Conditional> conditional = new ArrayList<>();

  /** When {@code property} has one of {@code values}, {@code required} must have one too. */
  record Conditional(String property, Set<String> values, List<String> required) {}

  /** Puts other rules in the place of those before. */
  void set(List<String> requiredOnCreate, List<Conditional> rules) {
    onCreate.clear();
    onCreate.addAll(requiredOnCreate);
    conditional.clear();
    conditional.addAll(rules);
  }

  /**
   * Refuses a write that leaves a contact without what it must have.
   *
   * @param before null for a new contact
   */
  void check(@Nullable CrmRecord before, Map<String, String> written) {
    List<InvalidValue> invalid = new ArrayList<>();
    if (before == null) {
      for (String name : onCreate) {
        if (isUnset(null, written, name)) {
          invalid.add(missing(name, "MISSING_REQUIRED_PROPERTY"));
        }
      }
    }
    for (Conditional rule : conditional) {
      String value = valueOf(before, written, rule.property());
      boolean touched =
          written.containsKey(rule.property())
              || rule.required().stream().anyMatch(written::containsKey);
      if (value == null || !rule.values().contains(value) || !touched) {
        continue;
      }
      for (String name : rule.required()) {
        if (isUnset(before, written, name)) {
          invalid.add(missing(name, "MISSING_CONDITIONAL_REQUIRED_PROPERTY"));
        }
      }
    }
    if (!invalid.isEmpty()) {
      throw ApiProblem.invalidValues(invalid, HubSpotPortal.PORTAL_ID);
    }
  }

  private static InvalidValue missing(String name, String code) {
    return new InvalidValue(name, "", "Property \"%s\" is required".formatted(name), code);
  }

  private static boolean isUnset(
      @Nullable CrmRecord before, Map<String, String> written, String name) {
    String value = valueOf(before, written, name);
    return value == null || value.isEmpty();
  }

  private static @Nullable String valueOf(
      @Nullable CrmRecord before, Map<String, String> written, String name) {
    String value = written.get(name);
    return value == null && before != null ? before.value(name) : value;
  }
}
