package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import java.io.IOException;
import java.util.Set;

/**
 * An error that concerns a whole request: {@code [{"message": ..., "errorCode": ...}]}.
 *
 * @param status the HTTP status
 * @param code Salesforce's own code, or {@code HTTP_503} when the body names none
 * @param message Salesforce's own words; may quote a query, so it may hold personal data
 */
record VendorError(int status, String code, String message) {
  /** No calls are left of any 24 hours. */
  static final String DAILY_LIMIT = "REQUEST_LIMIT_EXCEEDED";

  private static final Set<String> LIMITS =
      Set.of(DAILY_LIMIT, "CONCURRENT_REQUESTS_LIMIT_EXCEEDED", "TOO_MANY_REQUESTS");
  private static final Set<String> CREDENTIALS =
      Set.of("INVALID_SESSION_ID", "INVALID_AUTH_HEADER", "INVALID_LOGIN");
  private static final Set<String> LATER =
      Set.of(
          "UNABLE_TO_LOCK_ROW",
          "REQUEST_LIMIT_EXCEEDED",
          "CONCURRENT_REQUESTS_LIMIT_EXCEEDED",
          "SERVER_UNAVAILABLE",
          "SERVICE_UNAVAILABLE",
          "UNKNOWN_EXCEPTION",
          "REQUEST_RUNNING_TOO_LONG",
          "QUERY_TIMEOUT",
          "INVALID_QUERY_LOCATOR",
          "PROCESSING_HALTED");

  static VendorError parse(int status, String body) {
    try {
      return of(status, Json.parse(body));
    } catch (IOException e) {
      return new VendorError(status, "HTTP_" + status, "the answer is not JSON");
    }
  }

  static VendorError of(int status, JsonNode body) {
    JsonNode first = body.isArray() && !body.isEmpty() ? body.get(0) : body;
    String code = first.path("errorCode").asText(first.path("error").asText(""));
    String message = first.path("message").asText(first.path("error_description").asText(""));
    return new VendorError(
        status,
        code.isEmpty() ? "HTTP_" + status : code,
        message.isEmpty() ? "no reason was given" : message);
  }

  /** Whether a row that was refused so may be accepted later without anybody doing anything. */
  static boolean isPassing(String code) {
    return LATER.contains(code);
  }

  boolean isServerFailure() {
    return status >= 500 || status == 408;
  }

  Kind kind() {
    if (LIMITS.contains(code) || status == 429) {
      return Kind.LIMIT;
    }
    if (CREDENTIALS.contains(code) || status == 401) {
      return Kind.CREDENTIALS;
    }
    if (isServerFailure() || LATER.contains(code)) {
      return Kind.UNAVAILABLE;
    }
    if (status == 403) {
      return Kind.PERMISSION;
    }
    return status >= 400 ? Kind.QUESTION : Kind.GARBLED;
  }

  /**
   * @param what what was tried
   */
  CrmException exception(String what) {
    String reason = PlainWords.of(message);
    return new CrmException(
        Side.SALESFORCE,
        kind(),
        code,
        "Salesforce refused to " + what + ": " + code + " (HTTP " + status + "), " + reason,
        null);
  }
}
