package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.WritePermit;
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
 * @param permit checked before the call; of one that changes nothing always given
 */
record Call(
    String operation,
    String what,
    String method,
    String path,
    @Nullable JsonNode body,
    Map<String, String> headers,
    boolean changes,
    Predicate<JsonNode> promised,
    WritePermit permit) {
  static Call get(String operation, String what, String path, Predicate<JsonNode> promised) {
    return new Call(
        operation, what, "GET", path, null, Map.of(), false, promised, WritePermit.GIVEN);
  }

  static Call postToRead(
      String operation, String what, String path, JsonNode body, Predicate<JsonNode> promised) {
    return new Call(
        operation, what, "POST", path, body, Map.of(), false, promised, WritePermit.GIVEN);
  }

  /** The same, which is not sent without leave. */
  Call under(WritePermit needed) {
    return new Call(operation, what, method, path, body, headers, changes, promised, needed);
  }
}
