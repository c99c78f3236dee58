package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One part of a composite call, as sent.
 *
 * @param url from {@code /services/data} on, perhaps with references
 * @param body a missing node for none
 */
record Subrequest(
    String method, String url, String referenceId, Map<String, String> headers, JsonNode body) {

  static Subrequest read(JsonNode node) {
    Map<String, String> headers = new HashMap<>();
    node.path("httpHeaders")
        .properties()
        .forEach(
            entry ->
                headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText()));
    return new Subrequest(
        required(node, "method").toUpperCase(Locale.ROOT),
        required(node, "url"),
        required(node, "referenceId"),
        headers,
        node.path("body"));
  }

  /** Whether it counts among the five queries or collections of a composite call. */
  boolean heavy() {
    List<String> segments = UrlText.segments(url.split("\\?", 2)[0]);
    String first = segments.size() > 3 ? segments.get(3) : "";
    return first.equals("query") || first.equals("queryAll") || first.equals("composite");
  }

  private static String required(JsonNode node, String name) {
    String value = node.path(name).asText("");
    if (value.isEmpty()) {
      throw ApiError.unreadable(
          "Missing required field '%s' in a composite subrequest".formatted(name));
    }
    return value;
  }
}
