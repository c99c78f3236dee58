package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call to be made.
 *
 * @param operation the short word under which it is counted
 * @param what what is tried, for an error message: {@code read 200 Leads}
 * @param path from {@code /services} on
 * @param headers Salesforce's own, {@code Sforce-...}
 * @param changes whether the call may change records; such a call is never made twice here
 * @param promised whether a body has the shape that Salesforce promises
 */
record Call(
    String operation,
    String what,
    String method,
    String path,
    @Nullable JsonNode body,
    Map<String, String> headers,
    boolean changes,
    Predicate<JsonNode> promised) {

  static Call get(String operation, String what, String path, Predicate<JsonNode> promised) {
    return new Call(operation, what, "GET", path, null, Map.of(), false, promised);
  }

  static Call postToRead(
      String operation, String what, String path, JsonNode body, Predicate<JsonNode> promised) {
    return new Call(operation, what, "POST", path, body, Map.of(), false, promised);
  }
}
