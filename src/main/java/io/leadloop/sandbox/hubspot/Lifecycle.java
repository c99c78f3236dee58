package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.LifecycleRule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contact's lifecycle stage, whose order is that of its property's options. */
final class Lifecycle {
  private static final String PROPERTY = LifecycleRule.PROPERTY;

  private Lifecycle() {}

  /** Drops a step back from {@code changes}. */
  static void keepForward(Schema schema, @Nullable CrmRecord before, Map<String, String> changes) {
    String to = changes.get(PROPERTY);
    String from = before == null ? null : before.value(PROPERTY);
    if (to != null && LifecycleRule.ignores(stages(schema), from, to)) {
      changes.remove(PROPERTY);
    }
  }

  /** Notes when the stage that {@code changes} enter was entered. */
  static void noteEntry(Schema schema, Map<String, String> changes, String at) {
    String stage = changes.get(PROPERTY);
    if (stage == null || stage.isEmpty()) {
      return;
    }
    String entered = "hs_lifecyclestage_" + stage + "_date";
    if (schema.property(entered) != null) {
      changes.put(entered, at);
    }
  }

  /** The stages in the order of their advance. */
  static List<String> stages(Schema schema) {
    PropertyDefinition property = schema.property(PROPERTY);
    return property == null
        ? List.of()
        : property.options().stream()
            .sorted(Comparator.comparingInt(PropertyOption::displayOrder))
            .map(PropertyOption::value)
            .toList();
  }
}
