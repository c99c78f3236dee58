package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.FaultKind;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The vendor's bodies for what its gateway refuses before any record is looked at. */
final class Refusals {
  private static final String SCOPES_PAGE = "https://developers.hubspot.com/scopes";
  private static final int STATUS_LOCKED = 423;
  private static final int STATUS_MIGRATION = 477;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int SECONDS_PER_DAY = 86_400;

  private Refusals() {}

  /** 401: no token, or none of this account. */
  static Reply unauthorized(String correlationId) {
    return Reply.json(
        401,
        error(
                "Authentication credentials not found. This API supports OAuth 2.0 authentication"
                    + " and you can find more details at"
                    + " https://developers.hubspot.com/docs/methods/auth/oauth-overview",
                correlationId)
            .put("category", "INVALID_AUTHENTICATION"));
  }

  /** 401: a token whose time is over. */
  static Reply expired(Instant at, Instant now, String correlationId) {
    String message =
        "The OAuth token used to make this call expired %s ago."
            .formatted(ago(Duration.between(at, now).toSeconds()));
    ObjectNode body = error(message, correlationId).put("category", "EXPIRED_AUTHENTICATION");
    body.putObject("context").putArray("expire time").add(at.toString());
    return Reply.json(401, body);
  }

  private static String ago(long seconds) {
    if (seconds < SECONDS_PER_MINUTE) {
      return seconds + " second(s)";
    }
    if (seconds < SECONDS_PER_HOUR) {
      return seconds / SECONDS_PER_MINUTE + " minute(s)";
    }
    return seconds < SECONDS_PER_DAY
        ? seconds / SECONDS_PER_HOUR + " hour(s)"
        : seconds / SECONDS_PER_DAY + " day(s)";
  }

  /** 403: a token without any of the scopes of which the call needs one. */
  static Reply missingScopes(List<String> anyOf, String correlationId) {
    ObjectNode body =
        error(
            "This app hasn't been granted all required scopes to make this call. Read more about"
                + " required scopes here: "
                + SCOPES_PAGE
                + ".",
            correlationId);
    ObjectNode detail =
        body.putArray("errors")
            .addObject()
            .put(
                "message",
                anyOf.size() == 1
                    ? "All of the following scopes are required."
                    : "One or more of the following scopes are required.");
    ArrayNode scopes = detail.putObject("context").putArray("requiredGranularScopes");
    anyOf.forEach(scopes::add);
    body.putObject("links").put("scopes", SCOPES_PAGE);
    return Reply.json(403, body.put("category", "MISSING_SCOPES"));
  }

  /** What the vendor answers when something goes wrong on purpose. */
  static Reply fault(FaultKind kind, int status) {
    String id = UUID.randomUUID().toString();
    return switch (kind) {
      case RATE_LIMIT ->
          Reply.json(
              429,
              error("You have reached your ten_secondly_rolling limit.", id)
                  .put("errorType", "RATE_LIMIT")
                  .put("policyName", "TEN_SECONDLY_ROLLING")
                  .put("requestId", UUID.randomUUID().toString()));
      case LOCK -> Reply.json(STATUS_LOCKED, error("The object is locked, try again later.", id));
      case MIGRATION ->
          Reply.json(STATUS_MIGRATION, error("Migration in progress", id))
              .withHeader("Retry-After", "5");
      default ->
          status == 500
              ? Reply.json(status, error("internal error", id))
              : Reply.text(
                  status,
                  "text/html;charset=utf-8",
                  "<html><head><title>%d</title></head><body>%d</body></html>"
                      .formatted(status, status));
    };
  }

  private static ObjectNode error(String message, String correlationId) {
    return Json.object()
        .put("status", "error")
        .put("message", message)
        .put("correlationId", correlationId);
  }
}
