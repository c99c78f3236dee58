package io.leadloop.sandbox.hubspot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact's lifecycle stage only moves forward: a write that would move it back answers success
 * and is ignored, unless the stage was cleared by an earlier request.
 */
final class Lifecycle {
  static final String PROPERTY = "lifecyclestage";

  private Lifecycle() {}

  /** Drops a step back from {@code changes}. */
  static void keepForward(Schema schema, @Nullable CrmRecord before, Map<String, String> changes) {
    PropertyDefinition property = schema.property(PROPERTY);
    String to = changes.get(PROPERTY);
    String from = before == null ? null : before.value(PROPERTY);
    if (property == null || to == null || to.isEmpty() || from == null) {
      return;
    }
    if (rank(property, to) < rank(property, from)) {
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

  private static int rank(PropertyDefinition property, String stage) {
    List<PropertyOption> options = property.options();
    for (PropertyOption option : options) {
      if (option.value().equals(stage)) {
        return option.displayOrder();
      }
    }
    return -1;
  }
}
