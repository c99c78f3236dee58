package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.Random;
import java.util.function.Function;

/** Subscriptions of up to 100 addresses in one call, by the version 4 and the dated ones. */
final class PreferenceBatchEndpoints {
  private static final int INPUTS_MAX = 100;

  private final HubSpotPortal portal;
  private final Random random;
  private final PreferenceBodies bodies;

  private PreferenceBatchEndpoints(HubSpotPortal portal, Random random) {
    this.portal = portal;
    this.random = random;
    this.bodies = new PreferenceBodies(portal);
  }

  /** Adds the routes below {@code base}, such as {@code /communication-preferences/v4}. */
  static void add(Router router, String base, HubSpotPortal portal, Random random) {
    PreferenceBatchEndpoints batch = new PreferenceBatchEndpoints(portal, random);
    String at = base + "/statuses/batch/";
    router
        .on("POST", at + "write", (request, path) -> batch.write(request))
        .on(
            "POST",
            at + "read",
            (request, path) ->
                batch.each(request, one -> row(one, "statuses", batch.bodies.statuses(one))))
        .on(
            "POST",
            at + "unsubscribe-all/read",
            (request, path) ->
                batch.each(request, one -> row(one, "wideStatuses", batch.bodies.outOfAll(one))))
        .on(
            "POST",
            at + "unsubscribe-all",
            (request, path) -> batch.each(request, batch::leaveAll));
  }

  /** Each row names its address; refused rows make the answer a 207. */
  private Reply write(Request request) {
    JsonNode inputs = inputs(request);
    return portal.locked(
        () -> {
          BatchReply reply = new BatchReply(portal.now());
          for (JsonNode row : inputs) {
            String subscriber = row.path("subscriberIdString").asText();
            try {
              if (subscriber.isEmpty()) {
                throw ApiProblem.validation("subscriberIdString is missing");
              }
              reply.add(bodies.set(subscriber, row), row);
            } catch (ApiProblem problem) {
              reply.refuseNamed(problem, subscriber);
            }
          }
          return reply.reply(200, random, portal.now());
        });
  }

  private Reply each(Request request, Function<String, ObjectNode> row) {
    PreferenceBodies.requireChannel(request.param("channel"));
    JsonNode inputs = inputs(request);
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          inputs.forEach(input -> results.add(row.apply(input.asText())));
          return bodies.complete(results);
        });
  }

  private ObjectNode leaveAll(String subscriber) {
    portal.preferences().leaveAll(subscriber, portal.now());
    return row(subscriber, "statuses", bodies.statuses(subscriber));
  }

  private static ObjectNode row(String subscriber, String name, ArrayNode rows) {
    ObjectNode row = Json.object().put("subscriberIdString", subscriber);
    row.set(name, rows);
    return row;
  }

  private static JsonNode inputs(Request request) {
    JsonNode inputs = request.json().path("inputs");
    if (!inputs.isArray() || inputs.isEmpty() || inputs.size() > INPUTS_MAX) {
      throw ApiProblem.validation(
          "A batch takes from 1 to %d inputs, received %d".formatted(INPUTS_MAX, inputs.size()));
    }
    return inputs;
  }
}
