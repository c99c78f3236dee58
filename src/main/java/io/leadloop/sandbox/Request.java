package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read to its end.
 *
 * @param method in upper case
 * @param path as sent, still percent-encoded, without the query
 * @param query decoded; a name that is given more than once has all its values, in order
 * @param headers by lower-case name; the first value of each
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body) {

  /** The first value of a query parameter; null when it is not given. */
  public @Nullable String param(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** All values of a query parameter; empty when it is not given. */
  public List<String> params(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** The fields of an {@code application/x-www-form-urlencoded} text, decoded. */
  public static Map<String, List<String>> form(String text) {
    return Wire.query(text);
  }

  /** A header by its lower-case name; null when it is not given. */
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /**
   * The body as JSON; a missing node when it is empty.
   *
   * @throws MalformedBody when it is not JSON
   */
  public JsonNode json() {
    return Json.parse(body);
  }
}
