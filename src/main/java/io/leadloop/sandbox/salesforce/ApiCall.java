package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the REST API, alone or inside a composite one.
 *
 * @param version such as {@code v65.0}
 * @param segments of the path behind the version, decoded
 * @param headers by lower-case name
 * @param body a missing node for none
 */
record ApiCall(
    String method,
    String version,
    List<String> segments,
    Map<String, String> parameters,
    Map<String, String> headers,
    JsonNode body) {

  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** A header by its lower-case name. */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The same call with a body. */
  ApiCall with(JsonNode other) {
    return new ApiCall(method, version, segments, parameters, headers, other);
  }

  boolean flag(String parameter) {
    return "true".equalsIgnoreCase(parameters.get(parameter));
  }

  /** A list with commas between, as {@code fields=Id,Email}; null when it is not given. */
  @Nullable List<String> list(String parameter) {
    String value = parameters.get(parameter);
    return value == null ? null : List.of(value.strip().split("\\s*,\\s*", -1));
  }

  /** The object that a segment names, which has to exist for the user. */
  ObjectDefinition object(Access access, int segment) {
    ObjectDefinition object = access.object(segments.get(segment));
    if (object == null) {
      throw ApiError.notFound();
    }
    return object;
  }

  /** The path of a record in this call's version. */
  String location(ObjectDefinition object, String id) {
    return "/services/data/%s/sobjects/%s/%s".formatted(version, object.name(), id);
  }

  /** {@code 405}, with the methods that are allowed. */
  ApiError methodNotAllowed(String... allowed) {
    return new ApiError(
        405,
        "METHOD_NOT_ALLOWED",
        "HTTP Method '%s' not allowed. Allowed are %s"
            .formatted(method, String.join(",", allowed)));
  }
}
