package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the vendor's error envelope: {@code status, message, correlationId, errors, context,
 * category, subCategory}, of which all but the first three may be missing.
 */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String category;
  private final transient List<InvalidValue> invalid;
  private final transient Map<String, List<String>> context;
  private final @Nullable String subCategory;

  private ApiProblem(
      int status,
      String message,
      @Nullable String category,
      @Nullable String subCategory,
      List<InvalidValue> invalid,
      Map<String, List<String>> context) {
    super(message, null, false, false);
    this.status = status;
    this.category = category;
    this.subCategory = subCategory;
    this.invalid = invalid;
    this.context = context;
  }

  static ApiProblem of(int status, @Nullable String category, String message) {
    return new ApiProblem(status, message, category, null, List.of(), Map.of());
  }

  static ApiProblem of(
      int status, String category, String message, Map<String, List<String>> context) {
    return new ApiProblem(status, message, category, null, List.of(), context);
  }

  /** 400: a request that makes no sense as a whole. */
  static ApiProblem validation(String message) {
    return of(400, "VALIDATION_ERROR", message);
  }

  /** 400: values that their properties do not take; the message repeats them as JSON text. */
  static ApiProblem invalidValues(List<InvalidValue> invalid, long portalId) {
    ArrayNode described = Json.array();
    invalid.forEach(value -> described.add(value.inMessage(portalId)));
    return new ApiProblem(
        400,
        "Property values were not valid: " + described,
        "VALIDATION_ERROR",
        null,
        invalid,
        Map.of());
  }

  /** 400: a create without what it needs. */
  static ApiProblem missing(ObjectKind kind, List<String> properties) {
    return of(
        400,
        "VALIDATION_ERROR",
        "Error creating %s. Some required properties were not set.".formatted(kind.errorName),
        Map.of("properties", properties));
  }

  /** 404: a record that is not there; the vendor gives no category. */
  static ApiProblem notFound() {
    return of(404, null, "resource not found");
  }

  /** 404: an id that cannot be one. */
  static ApiProblem notAnId(String id) {
    return of(
        404,
        "OBJECT_NOT_FOUND",
        "Object not found.  objectId are usually numeric.",
        Map.of("id", List.of(id)));
  }

  /** 409: an e-mail that another contact has. Clients read the id out of the text. */
  static ApiProblem contactExists(long existingId) {
    return of(409, "CONFLICT", "Contact already exists. Existing ID: " + existingId);
  }

  /** 409: a definition whose name is taken. */
  static ApiProblem nameExists(String message, String subCategory) {
    return new ApiProblem(409, message, "OBJECT_ALREADY_EXISTS", subCategory, List.of(), Map.of());
  }

  int status() {
    return status;
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  /** The whole body of a refused request. */
  ObjectNode json(String correlationId) {
    ObjectNode json =
        Json.object()
            .put("status", "error")
            .put("message", text())
            .put("correlationId", correlationId);
    if (!invalid.isEmpty()) {
      ArrayNode errors = json.putArray("errors");
      invalid.forEach(value -> errors.add(value.inErrors()));
    }
    if (!context.isEmpty()) {
      putContext(json, context);
    }
    if (category != null) {
      json.put("category", category);
    }
    if (subCategory != null) {
      json.put("subCategory", subCategory);
    }
    return json;
  }

  /**
   * One row's refusal inside a 207.
   *
   * @param row says which row: {@code objectWriteTraceId} or {@code ids}
   */
  ObjectNode jsonOfRow(Map<String, List<String>> row) {
    ObjectNode json = Json.object().put("status", "error");
    json.put("category", category == null ? "OBJECT_NOT_FOUND" : category);
    if (subCategory != null) {
      json.put("subCategory", subCategory);
    }
    json.put("message", text());
    if (!invalid.isEmpty()) {
      ArrayNode errors = json.putArray("errors");
      invalid.forEach(value -> errors.add(value.inErrors()));
    }
    putContext(json, row);
    return json;
  }

  private static void putContext(ObjectNode json, Map<String, List<String>> context) {
    ObjectNode named = json.putObject("context");
    context.forEach(
        (name, values) -> {
          ArrayNode listed = named.putArray(name);
          values.forEach(listed::add);
        });
  }
}
