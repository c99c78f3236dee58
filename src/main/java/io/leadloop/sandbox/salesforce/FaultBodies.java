package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.FaultKind;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;

/** The vendor's bodies for what goes wrong on purpose. */
final class FaultBodies {
  private FaultBodies() {}

  /** A list of one error, as the vendor's REST API gives it. */
  static Reply reply(FaultKind kind, int status) {
    return switch (kind) {
      case RATE_LIMIT ->
          Reply.json(403, error("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
      case LOCK ->
          Reply.json(
              400, error("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"));
      case MIGRATION ->
          Reply.json(
              503, error("SERVER_UNAVAILABLE", "The server is undergoing planned maintenance"));
      default ->
          Reply.json(
              status,
              error(
                  status == 503 ? "SERVER_UNAVAILABLE" : "UNKNOWN_EXCEPTION",
                  "An unexpected error occurred."));
    };
  }

  private static ArrayNode error(String code, String message) {
    return Json.array().add(Json.object().put("message", message).put("errorCode", code));
  }
}
