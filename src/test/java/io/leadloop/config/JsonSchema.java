package io.leadloop.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON schema of a file, so that an editor completes and checks it while it is written. */
final class JsonSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCALARS = "string number boolean";

  private JsonSchema() {}

  static String of(FileSpec spec) throws JsonProcessingException {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", spec.path());
    schema.put("description", spec.meaning());
    schema.setAll(schema(spec.shape()));
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    return JSON.writer(printer).writeValueAsString(schema) + "\n";
  }

  private static ObjectNode schema(Shape shape) {
    ObjectNode schema = JSON.createObjectNode();
    if (shape instanceof Shape.Section section) {
      section(schema, section);
    } else if (shape instanceof Shape.Table table) {
      schema.put("type", "object").set("additionalProperties", schema(table.value()));
    } else if (shape instanceof Shape.Rows rows) {
      schema.put("type", "array").set("items", schema(rows.row()));
    } else if (shape instanceof Shape.Either either) {
      ArrayNode any = schema.putArray("anyOf");
      either.shapes().forEach(one -> any.add(schema(one)));
    } else if (shape instanceof Shape.Words words) {
      ArrayNode options = schema.putArray("enum");
      words.words().forEach(options::add);
    } else if (shape instanceof Shape.Whole whole) {
      schema.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
    } else if (shape instanceof Shape.Flag) {
      schema.put("type", "boolean");
    } else if (shape instanceof Shape.Time) {
      schema.put("type", "string").put("pattern", "^[0-9]{1,9}(ms|s|m|h|d)$");
    } else if (shape instanceof Shape.Text) {
      ArrayNode types = schema.putArray("type");
      for (String type : SCALARS.split(" ", -1)) {
        types.add(type);
      }
    } else {
      schema.put("type", "string");
    }
    return schema;
  }

  private static void section(ObjectNode schema, Shape.Section section) {
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (Option option : section.options()) {
      ObjectNode property = schema(option.shape());
      property.put("description", option.meaning());
      if (option.usual() != null) {
        property.put("default", option.usual());
      }
      properties.set(option.name(), property);
      if (option.required()) {
        required.add(option.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }
}
