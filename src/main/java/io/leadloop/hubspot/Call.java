package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WritePermit;
import org.jspecify.annotations.Nullable;

/**
 * One call to HubSpot.
 *
 * @param operation the short word under which it is counted: {@code batch-read}
 * @param path with its query, from the host on
 * @param body null for a GET
 * @param permit checked before each attempt; of a question always given
 */
record Call(
    String operation,
    String path,
    @Nullable JsonNode body,
    Repeat repeat,
    Lane lane,
    WritePermit permit) {
  static final String SEARCH = "search";

  /** When a call may be made again within the same work. */
  enum Repeat {
    /** A question, or a write that has the same effect when it is made twice. */
    ALWAYS,
    /** Only when it is certain that the call had no effect. */
    WHEN_REFUSED
  }

  static Call get(String operation, String path, Lane lane) {
    return new Call(operation, path, null, Repeat.ALWAYS, lane, WritePermit.GIVEN);
  }

  static Call post(String operation, String path, JsonNode body, Lane lane) {
    return new Call(operation, path, body, Repeat.ALWAYS, lane, WritePermit.GIVEN);
  }

  static Call postOnce(String operation, String path, JsonNode body, Lane lane) {
    return new Call(operation, path, body, Repeat.WHEN_REFUSED, lane, WritePermit.GIVEN);
  }

  /** The same, which changes something and is not sent without leave. */
  Call under(WritePermit needed) {
    return new Call(operation, path, body, repeat, lane, needed);
  }

  boolean isSearch() {
    return operation.equals(SEARCH);
  }
}
