package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One call to HubSpot.
 *
 * @param operation the short word under which it is counted: {@code batch-read}
 * @param path with its query, from the host on
 * @param body null for a GET
 */
record Call(String operation, String path, @Nullable JsonNode body, Repeat repeat, Lane lane) {
  static final String SEARCH = "search";

  /** When a call may be made again within the same work. */
  enum Repeat {
    /** A question, or a write that has the same effect when it is made twice. */
    ALWAYS,
    /** Only when it is certain that the call had no effect. */
    WHEN_REFUSED
  }

  static Call get(String operation, String path, Lane lane) {
    return new Call(operation, path, null, Repeat.ALWAYS, lane);
  }

  static Call post(String operation, String path, JsonNode body, Lane lane) {
    return new Call(operation, path, body, Repeat.ALWAYS, lane);
  }

  static Call postOnce(String operation, String path, JsonNode body, Lane lane) {
    return new Call(operation, path, body, Repeat.WHEN_REFUSED, lane);
  }

  boolean isSearch() {
    return operation.equals(SEARCH);
  }
}
