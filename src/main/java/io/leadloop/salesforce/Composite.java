package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several requests in one call, which counts once against the org's limit. At most five of them may
 * be queries, further pages of queries, or collections (REST API guide, "Composite").
 */
final class Composite {
  private Composite() {}

  /** One request within the call. */
  record Part(String method, String url, @Nullable JsonNode body) {}

  /** The answer to one part. */
  record Reply(int status, JsonNode body) {
    boolean isOk() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * @param headers set on the call and on each part: which of the two a collection inside a
   *     composite obeys is not documented
   */
  static Call call(
      SalesforceSettings settings,
      String operation,
      String what,
      List<Part> parts,
      Map<String, String> headers,
      boolean changes) {
    ArrayNode requests = Json.array();
    for (Part part : parts) {
      ObjectNode request = requests.addObject();
      request.put("method", part.method());
      request.put("url", part.url());
      request.put("referenceId", reference(requests.size() - 1));
      if (!headers.isEmpty()) {
        ObjectNode own = request.putObject("httpHeaders");
        headers.forEach(own::put);
      }
      if (part.body() != null) {
        request.set("body", part.body());
      }
    }
    ObjectNode body = Json.object();
    body.put("allOrNone", false);
    body.put("collateSubrequests", false);
    body.set("compositeRequest", requests);
    return new Call(
        operation,
        what,
        "POST",
        settings.path("composite"),
        body,
        headers,
        changes,
        answer -> isWhole(answer, parts.size()),
        WritePermit.GIVEN);
  }

  /** The replies in the order of the parts. */
  static List<Reply> replies(JsonNode answer) {
    List<Reply> replies = new ArrayList<>();
    for (JsonNode reply : answer.path("compositeResponse")) {
      replies.add(new Reply(reply.path("httpStatusCode").asInt(), reply.path("body")));
    }
    return replies;
  }

  private static boolean isWhole(JsonNode answer, int parts) {
    JsonNode replies = answer.path("compositeResponse");
    if (!replies.isArray() || replies.size() != parts) {
      return false;
    }
    for (int i = 0; i < parts; i++) {
      JsonNode reply = replies.get(i);
      if (!reply.path("referenceId").asText().equals(reference(i))
          || !reply.path("httpStatusCode").isInt()) {
        return false;
      }
    }
    return true;
  }

  private static String reference(int index) {
    return "part" + index;
  }
}
