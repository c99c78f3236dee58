package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values from earlier subrequests' answers in the place of {@code @{reference.field}}. For one
 * composite call.
 */
final class ReferenceResolver {
  private static final Pattern REFERENCE = Pattern.compile("@\\{([A-Za-z0-9_]+)([^}]*)\\}");
  private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_]+)|\\[(\\d+)\\]");

  private final Map<String, JsonNode> bodies = new HashMap<>();

  /** Keeps the body of a subrequest that succeeded. */
  void keep(String referenceId, JsonNode body) {
    bodies.put(referenceId, body);
  }

  /**
   * The text with its references replaced.
   *
   * @throws ApiError {@code PROCESSING_HALTED} when one leads nowhere
   */
  String resolve(String text) {
    if (!text.contains("@{")) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher.group(1), matcher.group(2)).asText();
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(resolved).toString();
  }

  /** The JSON with the references in its texts replaced. */
  JsonNode resolve(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(resolve(node.textValue()));
    }
    if (node.isObject()) {
      ObjectNode resolved = Json.object();
      node.properties().forEach(entry -> resolved.set(entry.getKey(), resolve(entry.getValue())));
      return resolved;
    }
    if (node.isArray()) {
      ArrayNode resolved = Json.array();
      node.forEach(element -> resolved.add(resolve(element)));
      return resolved;
    }
    return node;
  }

  private JsonNode value(String referenceId, String path) {
    JsonNode at = bodies.get(referenceId);
    Matcher step = STEP.matcher(path);
    int end = 0;
    while (at != null && step.find() && step.start() == end) {
      end = step.end();
      at = step.group(1) == null ? at.get(Integer.parseInt(step.group(2))) : at.get(step.group(1));
    }
    if (at == null || !at.isValueNode() || end != path.length()) {
      throw new ApiError(
          400,
          "PROCESSING_HALTED",
          "Invalid reference specified. No value for %s%s found in %s"
              .formatted(referenceId, path, referenceId));
    }
    return at;
  }
}
