package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Instant;
import java.util.List;

/**
 * What a property is.
 *
 * @param type {@code string, number, bool, enumeration, date, datetime}
 * @param fieldType how a form shows it; {@code checkbox} makes an enumeration a multi-select
 * @param unique whether two records may not share a value
 * @param readOnly whether only the vendor may set it
 * @param vendorDefined whether every portal has it
 */
record PropertyDefinition(
    String name,
    String label,
    String groupName,
    String type,
    String fieldType,
    String description,
    List<PropertyOption> options,
    boolean unique,
    boolean readOnly,
    boolean vendorDefined,
    boolean formField,
    int displayOrder,
    Instant createdAt) {

  boolean isMultiSelect() {
    return type.equals("enumeration") && fieldType.equals("checkbox");
  }

  boolean allows(String option) {
    return options.stream().anyMatch(known -> known.value().equals(option));
  }

  /** The definition as the properties API shows it. */
  ObjectNode json() {
    ArrayNode choices = Json.array();
    for (PropertyOption option : options) {
      choices.add(
          Json.object()
              .put("label", option.label())
              .put("value", option.value())
              .put("displayOrder", option.displayOrder())
              .put("hidden", option.hidden()));
    }
    ObjectNode json =
        Json.object()
            .put("updatedAt", createdAt.toString())
            .put("createdAt", createdAt.toString())
            .put("name", name)
            .put("label", label)
            .put("type", type)
            .put("fieldType", fieldType)
            .put("description", description)
            .put("groupName", groupName);
    json.set("options", choices);
    json.put("displayOrder", displayOrder)
        .put("calculated", false)
        .put("externalOptions", name.equals("hubspot_owner_id"))
        .put("archived", false)
        .put("hasUniqueValue", unique)
        .put("hidden", false)
        .put("hubspotDefined", vendorDefined)
        .put("formField", formField);
    json.set(
        "modificationMetadata",
        Json.object()
            .put("archivable", !vendorDefined)
            .put("readOnlyDefinition", vendorDefined)
            .put("readOnlyOptions", false)
            .put("readOnlyValue", readOnly));
    return json;
  }
}
