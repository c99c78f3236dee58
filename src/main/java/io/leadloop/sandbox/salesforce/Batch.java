package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /composite/batch}: up to 25 calls that know nothing of each other, each with a transaction
 * of its own. Each counts to the day's calls, and the whole is answered 200 whatever became of
 * them.
 */
final class Batch {
  private static final int CALLS_MAX = 25;
  private static final String DATA = "/services/data/";

  private final SalesforceOrg org;
  private final Resource resources;
  private final DailyCalls calls;

  Batch(SalesforceOrg org, Resource resources, DailyCalls calls) {
    this.org = org;
    this.resources = resources;
    this.calls = calls;
  }

  Answer answer(String userId, ApiCall call) {
    if (!call.method().equals("POST")) {
      throw call.methodNotAllowed("POST");
    }
    JsonNode list = call.body().path("batchRequests");
    if (!list.isArray() || list.isEmpty()) {
      throw ApiError.unreadable("Missing required field 'batchRequests'");
    }
    if (list.size() > CALLS_MAX) {
      throw new ApiError(
          400,
          "LIMIT_EXCEEDED",
          "The batch has %d subrequests. The limit is %d.".formatted(list.size(), CALLS_MAX));
    }
    boolean halt = call.body().path("haltOnError").asBoolean(false);
    ArrayNode results = Json.array();
    boolean failed = false;
    int records = 0;
    for (JsonNode part : list) {
      Answer answer = halt && failed ? halted() : one(userId, call, part, results.isEmpty());
      failed |= !answer.success();
      records += answer.records();
      JsonNode body = answer.body();
      ObjectNode result = results.addObject().put("statusCode", answer.status());
      result.set("result", body == null ? NullNode.getInstance() : body);
    }
    ObjectNode answer = Json.object().put("hasErrors", failed);
    answer.set("results", results);
    return Answer.ok(answer, records);
  }

  /** The first of them is what the whole was counted as. */
  private Answer one(String userId, ApiCall batch, JsonNode part, boolean first) {
    try {
      if (!first && !calls.take()) {
        throw new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
      }
      String url = part.path("url").asText();
      String[] halves = (url.startsWith("/") ? url : DATA + url).split("\\?", 2);
      ApiCall call =
          RestApi.call(
              part.path("method").asText("GET").toUpperCase(Locale.ROOT),
              halves[0],
              UrlText.parameters(halves.length == 2 ? halves[1] : null),
              Map.copyOf(batch.headers()),
              part.path("richInput"));
      return org.call(userId, access -> resources.answer(access, call));
    } catch (ApiError e) {
      return Answer.refused(e);
    }
  }

  private static Answer halted() {
    return Answer.refused(
        new ApiError(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request"));
  }
}
