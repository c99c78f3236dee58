package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions by the version 4 and the dated ones: read and set by type, and out of everything.
 * These can also subscribe again who opted out.
 */
final class PreferenceEndpoints {
  private static final String CHANNEL = "EMAIL";
  private static final List<String> STATES = List.of("SUBSCRIBED", "UNSUBSCRIBED", "NOT_SPECIFIED");

  private final HubSpotPortal portal;

  private PreferenceEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the routes below {@code base}, such as {@code /communication-preferences/v4}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    PreferenceEndpoints endpoints = new PreferenceEndpoints(portal);
    String one = base + "/statuses/{subscriber}";
    router
        .on("GET", base + "/definitions", (request, path) -> endpoints.definitions())
        .on(
            "POST",
            base + "/statuses/batch/unsubscribe-all",
            (request, path) -> endpoints.allLeaveAll(request))
        .on("GET", one, endpoints::read)
        .on("POST", one, endpoints::set)
        .on("GET", one + "/unsubscribe-all", endpoints::readAll)
        .on("POST", one + "/unsubscribe-all", endpoints::leaveAll);
  }

  private Reply definitions() {
    ArrayNode results = Json.array();
    for (SubscriptionType type : portal.preferences().types()) {
      results.add(type.json(portal.createdAt()));
    }
    return complete(results);
  }

  private Reply read(Request request, Map<String, String> path) {
    requireChannel(request.param("channel"));
    String subscriber = path.getOrDefault("subscriber", "");
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          for (SubscriptionType type : portal.preferences().types()) {
            results.add(status(subscriber, type));
          }
          return complete(results);
        });
  }

  private Reply set(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    requireChannel(Inputs.text(body, "channel"));
    String subscriber = path.getOrDefault("subscriber", "");
    String state = Inputs.text(body, "statusState");
    if (state == null || !STATES.contains(state)) {
      throw ApiProblem.validation("statusState must be one of " + STATES);
    }
    return portal.locked(
        () -> {
          String id = body.path("subscriptionId").asText();
          SubscriptionType type = portal.preferences().type(id);
          if (type == null) {
            throw ApiProblem.validation("Subscription " + id + " does not exist");
          }
          portal
              .preferences()
              .choose(
                  subscriber,
                  type,
                  new Preferences.Choice(
                      state,
                      Inputs.text(body, "legalBasis"),
                      Inputs.text(body, "legalBasisExplanation"),
                      portal.now()));
          return complete(Json.array().add(status(subscriber, type)));
        });
  }

  private Reply readAll(Request request, Map<String, String> path) {
    requireChannel(request.param("channel"));
    return portal.locked(() -> complete(outOfAll(path.getOrDefault("subscriber", ""))));
  }

  private Reply leaveAll(Request request, Map<String, String> path) {
    requireChannel(request.param("channel"));
    String subscriber = path.getOrDefault("subscriber", "");
    return portal.locked(
        () -> {
          portal.preferences().leaveAll(subscriber, portal.now());
          return complete(outOfAll(subscriber));
        });
  }

  /** Addresses in the body, as the batch takes them. */
  private Reply allLeaveAll(Request request) {
    requireChannel(request.param("channel"));
    JsonNode inputs = request.json().path("inputs");
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          for (JsonNode input : inputs) {
            portal.preferences().leaveAll(input.asText(), portal.now());
            results.add(Json.object().put("subscriberIdString", input.asText()));
          }
          return complete(results);
        });
  }

  /** One row for who is out of everything, none otherwise. */
  private ArrayNode outOfAll(String subscriber) {
    Instant since = portal.preferences().outOfAllSince(subscriber);
    ArrayNode results = Json.array();
    if (since != null) {
      results.add(
          Json.object()
              .put("subscriberIdString", subscriber)
              .put("channel", CHANNEL)
              .put("status", "UNSUBSCRIBED")
              .put("wideStatusType", "PORTAL_WIDE")
              .put("timestamp", since.toString()));
    }
    return results;
  }

  private ObjectNode status(String subscriber, SubscriptionType type) {
    Preferences.Choice choice = portal.preferences().choice(subscriber, type);
    ObjectNode json =
        Json.object()
            .put("subscriberIdString", subscriber)
            .put("channel", CHANNEL)
            .put("subscriptionId", type.id())
            .put("subscriptionName", type.name())
            .put("status", choice == null ? "NOT_SPECIFIED" : choice.status())
            .put("source", choice == null ? "" : "API");
    json.put("timestamp", (choice == null ? portal.createdAt() : choice.at()).toString());
    if (choice != null && choice.legalBasis() != null) {
      json.put("legalBasis", choice.legalBasis())
          .put("legalBasisExplanation", choice.explanation());
    }
    return json;
  }

  private Reply complete(ArrayNode results) {
    String now = portal.now().toString();
    ObjectNode body = Json.object().put("status", "COMPLETE");
    body.set("results", results);
    return Reply.json(200, body.put("startedAt", now).put("completedAt", now), results.size());
  }

  private static void requireChannel(@Nullable String channel) {
    if (!CHANNEL.equals(channel)) {
      throw ApiProblem.validation("channel must be EMAIL, was " + channel);
    }
  }
}
