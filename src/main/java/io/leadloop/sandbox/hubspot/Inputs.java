package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.rules.BatchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of request bodies that several endpoints share. */
final class Inputs {
  private static final int BATCH_MAX = BatchRule.ROWS_MAX;
  private static final int BATCH_WITH_HISTORY_MAX = BatchRule.ROWS_WITH_HISTORY_MAX;

  private Inputs() {}

  /** The written values by name: scalars as their text, null as a clear. */
  static Map<String, String> properties(JsonNode body) {
    JsonNode properties = body.path("properties");
    if (!properties.isObject()) {
      throw missingField("properties");
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isContainerNode()) {
                throw ApiProblem.validation(
                    "Invalid input JSON: the value of property %s is not a string"
                        .formatted(entry.getKey()));
              }
              values.put(entry.getKey(), value.isNull() ? "" : value.asText());
            });
    return values;
  }

  /** The rows of a batch, at most 100. */
  static List<JsonNode> rows(JsonNode body) {
    JsonNode inputs = body.path("inputs");
    if (!inputs.isArray()) {
      throw missingField("inputs");
    }
    if (inputs.size() > BATCH_MAX) {
      throw ApiProblem.validation(
          "The maximum number of inputs supported in a batch request is %d. Received %d."
              .formatted(BATCH_MAX, inputs.size()));
    }
    List<JsonNode> rows = new ArrayList<>();
    inputs.forEach(rows::add);
    return rows;
  }

  /** The rows of a batch read; fewer are allowed when versions of values are wanted. */
  static List<JsonNode> rowsToRead(JsonNode body, Selection selection) {
    List<JsonNode> rows = rows(body);
    if (!selection.withHistory().isEmpty() && rows.size() > BATCH_WITH_HISTORY_MAX) {
      throw ApiProblem.validation(
          "The maximum number of inputs supported in a batch request for property histories is %d"
              .formatted(BATCH_WITH_HISTORY_MAX));
    }
    return rows;
  }

  /** The id of a row. */
  static String id(JsonNode row) {
    if (!row.hasNonNull("id")) {
      throw missingField("id");
    }
    return row.get("id").asText();
  }

  /** A text of a body; null when it is not given. */
  static @Nullable String text(JsonNode body, String name) {
    return body.hasNonNull(name) ? body.get(name).asText() : null;
  }

  /** Refuses a batch that names one record twice. */
  static void requireDistinctIds(List<JsonNode> rows) {
    Set<String> seen = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      String id = id(row);
      if (!seen.add(id)) {
        throw ApiProblem.of(
            400,
            "VALIDATION_ERROR",
            "Duplicate IDs found in batch input: [%s]. IDs must be unique".formatted(id),
            Map.of("ids", List.of(id)));
      }
    }
  }

  static ApiProblem missingField(String name) {
    return ApiProblem.validation(
        "Invalid input JSON on line 1, column 1. Some required fields were not set: [%s]"
            .formatted(name));
  }

  /** A whole number of a query within bounds. */
  static int limit(@Nullable String given, int usual, int max) {
    if (given == null) {
      return usual;
    }
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw ApiProblem.validation("limit was not a valid number: " + given);
    }
    throw ApiProblem.validation("limit must be between 1 and %d, was %s".formatted(max, given));
  }

  /** The id from which a page goes on; 0 for the first page. */
  static long cursor(@Nullable String after) {
    try {
      return after == null || after.isEmpty() ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw ApiProblem.validation("The paging cursor " + after + " is not valid");
    }
  }
}
