package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A property as a request defines it, checked as the vendor checks it. */
final class PropertyInput {
  private static final int UNIQUE_MAX = 10;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
  private static final Map<String, Set<String>> FIELD_TYPES =
      Map.of(
          "string", Set.of("text", "textarea", "file", "html", "phonenumber"),
          "number", Set.of("number"),
          "bool", Set.of("booleancheckbox"),
          "enumeration", Set.of("select", "radio", "checkbox", "booleancheckbox"),
          "date", Set.of("date"),
          "datetime", Set.of("date"));

  private PropertyInput() {}

  static PropertyDefinition read(JsonNode body, Schema schema, Instant createdAt) {
    String name = required(body, "name");
    if (!NAME.matcher(name).matches() || name.startsWith("hs_")) {
      throw ApiProblem.validation("Property name '%s' is not valid".formatted(name));
    }
    if (schema.property(name) != null) {
      throw ApiProblem.nameExists(
          "A property named '%s' already exists.".formatted(name),
          "Properties.PROPERTY_WITH_NAME_EXISTS");
    }
    String group = required(body, "groupName");
    if (schema.group(group) == null) {
      throw ApiProblem.validation("Property group '%s' does not exist".formatted(group));
    }
    String type = required(body, "type");
    String fieldType = required(body, "fieldType");
    if (!FIELD_TYPES.getOrDefault(type, Set.of()).contains(fieldType)) {
      throw ApiProblem.validation(
          "Type '%s' with field type '%s' is not valid".formatted(type, fieldType));
    }
    boolean unique = body.path("hasUniqueValue").asBoolean(false);
    if (unique) {
      requireUniqueRoom(schema, name);
    }
    return new PropertyDefinition(
        name,
        required(body, "label"),
        group,
        type,
        fieldType,
        body.path("description").asText(""),
        type.equals("bool") ? PropertyOption.YES_OR_NO : options(body.path("options")),
        unique,
        false,
        false,
        body.path("formField").asBoolean(false),
        body.path("displayOrder").asInt(-1),
        createdAt);
  }

  /** A property after a change: what the body does not name stays, options are replaced. */
  static PropertyDefinition change(PropertyDefinition before, JsonNode body, Schema schema) {
    String group = body.path("groupName").asText(before.groupName());
    if (schema.group(group) == null) {
      throw ApiProblem.validation("Property group '%s' does not exist".formatted(group));
    }
    String type = body.path("type").asText(before.type());
    String fieldType = body.path("fieldType").asText(before.fieldType());
    if (!FIELD_TYPES.getOrDefault(type, Set.of()).contains(fieldType)) {
      throw ApiProblem.validation(
          "Type '%s' with field type '%s' is not valid".formatted(type, fieldType));
    }
    return new PropertyDefinition(
        before.name(),
        body.path("label").asText(before.label()),
        group,
        type,
        fieldType,
        body.path("description").asText(before.description()),
        body.path("options").isArray() ? options(body.path("options")) : before.options(),
        before.unique(),
        before.readOnly(),
        before.vendorDefined(),
        body.path("formField").asBoolean(before.formField()),
        body.path("displayOrder").asInt(before.displayOrder()),
        before.createdAt());
  }

  /** A text that a body must have. */
  static String required(JsonNode body, String name) {
    String value = Inputs.text(body, name);
    if (value == null || value.isEmpty()) {
      throw Inputs.missingField(name);
    }
    return value;
  }

  private static void requireUniqueRoom(Schema schema, String name) {
    long unique =
        schema.properties().stream()
            .filter(property -> property.unique() && !property.vendorDefined())
            .count();
    if (unique >= UNIQUE_MAX) {
      throw ApiProblem.validation(
          "Property '%s' is one unique property too many: at most %d per object"
              .formatted(name, UNIQUE_MAX));
    }
  }

  private static List<PropertyOption> options(JsonNode options) {
    List<PropertyOption> read = new ArrayList<>();
    for (JsonNode option : options) {
      read.add(
          new PropertyOption(
              required(option, "label"),
              required(option, "value"),
              option.path("displayOrder").asInt(read.size()),
              option.path("hidden").asBoolean(false)));
    }
    return List.copyOf(read);
  }
}
