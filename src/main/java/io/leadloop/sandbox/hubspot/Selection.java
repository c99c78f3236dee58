package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * What a read asks for.
 *
 * @param properties as asked; empty asks for the kind's defaults
 * @param withHistory properties whose versions are wanted too
 * @param associations the kinds whose ids are wanted, as the request calls them
 */
record Selection(List<String> properties, List<String> withHistory, List<String> associations) {
  /** From a query such as {@code ?properties=a,b&propertiesWithHistory=a&associations=notes}. */
  static Selection ofQuery(Request request) {
    return new Selection(
        split(request.params("properties")),
        split(request.params("propertiesWithHistory")),
        split(request.params("associations")));
  }

  /** From the body of a batch read or a search. */
  static Selection ofBody(JsonNode body) {
    return new Selection(
        texts(body.path("properties")), texts(body.path("propertiesWithHistory")), List.of());
  }

  /** The properties to show: those asked for and those that the vendor always adds. */
  List<String> shown(ObjectKind kind) {
    if (properties.isEmpty() && withHistory.isEmpty()) {
      return kind.defaultProperties;
    }
    List<String> shown = new ArrayList<>(properties);
    shown.addAll(withHistory);
    shown.add(kind.createdProperty);
    shown.add(kind.modifiedProperty);
    shown.add("hs_object_id");
    return shown;
  }

  private static List<String> split(List<String> values) {
    List<String> names = new ArrayList<>();
    for (String value : values) {
      for (String name : value.split(",", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
