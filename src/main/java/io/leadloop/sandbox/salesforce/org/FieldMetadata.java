package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A custom field as the Metadata API describes it. */
final class FieldMetadata {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("Text", "string"),
          Map.entry("TextArea", "textarea"),
          Map.entry("LongTextArea", "textarea"),
          Map.entry("Email", "email"),
          Map.entry("Phone", "phone"),
          Map.entry("Url", "url"),
          Map.entry("Checkbox", "boolean"),
          Map.entry("Number", "double"),
          Map.entry("Currency", "currency"),
          Map.entry("Percent", "percent"),
          Map.entry("Date", "date"),
          Map.entry("DateTime", "datetime"),
          Map.entry("Picklist", "picklist"),
          Map.entry("MultiselectPicklist", "multipicklist"));

  private FieldMetadata() {}

  /** What the metadata lack; null when a field can be made of them. */
  static @Nullable RecordError refuse(JsonNode metadata) {
    String type = metadata.path("type").asText("");
    if (!TYPES.containsKey(type)) {
      return RecordError.of(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          "Field Type: bad value for restricted picklist field: " + type);
    }
    if (metadata.path("label").asText("").isBlank()) {
      return new RecordError(
          "REQUIRED_FIELD_MISSING", "Required fields are missing: [Label]", List.of("Label"));
    }
    boolean sized = type.equals("Text") || type.equals("LongTextArea");
    if (sized && metadata.path("length").asInt(0) < 1) {
      return RecordError.of(
          "FIELD_INTEGRITY_EXCEPTION", "Must specify 'length' for a CustomField of type " + type);
    }
    boolean numeric = type.equals("Number") || type.equals("Currency") || type.equals("Percent");
    if (numeric && (!metadata.has("precision") || !metadata.has("scale"))) {
      return RecordError.of(
          "FIELD_INTEGRITY_EXCEPTION",
          "Must specify 'precision' and 'scale' for a CustomField of type " + type);
    }
    return null;
  }

  /** The metadata as the settings of a schema file. */
  static Map<String, Object> settings(JsonNode metadata) {
    String type = metadata.path("type").asText();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("type", String.valueOf(TYPES.get(type)));
    settings.put("label", metadata.path("label").asText());
    for (String number : List.of("length", "precision", "scale")) {
      if (metadata.hasNonNull(number)) {
        settings.put(number, metadata.get(number).asInt());
      }
    }
    settings.put("required", metadata.path("required").asBoolean(false));
    settings.put("external_id", metadata.path("externalId").asBoolean(false));
    settings.put("unique", metadata.path("unique").asBoolean(false));
    settings.put("case_sensitive", metadata.path("caseSensitive").asBoolean(false));
    settings.put("tracked", metadata.path("trackHistory").asBoolean(false));
    settings.put("granted", metadata.path("required").asBoolean(false) ? "edit" : "none");
    JsonNode set = metadata.path("valueSet");
    settings.put("restricted", set.path("restricted").asBoolean(false));
    List<Object> values = new ArrayList<>();
    for (JsonNode value : set.path("valueSetDefinition").path("value")) {
      String name = value.path("valueName").asText(value.path("fullName").asText());
      values.add(Map.of("value", name, "default", value.path("default").asBoolean(false)));
    }
    settings.put("values", values);
    return settings;
  }

  /** A field as metadata. */
  static ObjectNode of(FieldDefinition field, boolean tracked) {
    ObjectNode metadata =
        Json.object()
            .put("type", vendorType(field))
            .put("label", field.label())
            .put("required", field.required())
            .put("externalId", field.externalId())
            .put("unique", field.unique())
            .put("caseSensitive", field.caseSensitive())
            .put("trackHistory", tracked);
    if (field.length() > 0) {
      metadata.put("length", field.length());
    }
    if (field.precision() > 0) {
      metadata.put("precision", field.precision()).put("scale", field.scale());
    }
    if (!field.values().isEmpty()) {
      ObjectNode set = metadata.putObject("valueSet").put("restricted", field.restricted());
      ArrayNode values = set.putObject("valueSetDefinition").putArray("value");
      for (PicklistValue value : field.values()) {
        values
            .addObject()
            .put("valueName", value.value())
            .put("label", value.value())
            .put("default", value.standard());
      }
    }
    return metadata;
  }

  private static String vendorType(FieldDefinition field) {
    if (field.type() == FieldType.TEXTAREA) {
      return field.filterable() ? "TextArea" : "LongTextArea";
    }
    for (Map.Entry<String, String> type : TYPES.entrySet()) {
      if (type.getValue().equals(field.type().vendorName())) {
        return type.getKey();
      }
    }
    return "Lookup";
  }
}
