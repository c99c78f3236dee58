package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions by the version 3: read, subscribe, unsubscribe. It does not subscribe again who
 * opted out.
 */
final class LegacyPreferenceEndpoints {
  private static final String BASE = "/communication-preferences/v3";

  private final HubSpotPortal portal;

  private LegacyPreferenceEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  static void add(Router router, HubSpotPortal portal) {
    LegacyPreferenceEndpoints endpoints = new LegacyPreferenceEndpoints(portal);
    router
        .on("GET", BASE + "/definitions", (request, path) -> endpoints.definitions())
        .on("GET", BASE + "/status/email/{email}", (request, path) -> endpoints.read(path))
        .on("POST", BASE + "/subscribe", (request, path) -> endpoints.subscribe(request))
        .on("POST", BASE + "/unsubscribe", (request, path) -> endpoints.unsubscribe(request));
  }

  private Reply definitions() {
    ArrayNode listed = Json.array();
    for (SubscriptionType type : portal.preferences().types()) {
      listed.add(type.json(portal.createdAt()));
    }
    return Reply.json(200, Json.object().set("subscriptionDefinitions", listed));
  }

  private Reply read(Map<String, String> path) {
    String email = path.getOrDefault("email", "");
    return portal.locked(
        () -> {
          ArrayNode statuses = Json.array();
          for (SubscriptionType type : portal.preferences().types()) {
            statuses.add(status(email, type));
          }
          ObjectNode body = Json.object().put("recipient", email);
          body.set("subscriptionStatuses", statuses);
          return Reply.json(200, body, 1);
        });
  }

  private ObjectNode status(String email, SubscriptionType type) {
    Preferences.Choice choice = portal.preferences().choice(email, type);
    boolean outOfAll = portal.preferences().outOfAllSince(email) != null;
    boolean subscribed = !outOfAll && choice != null && choice.status().equals("SUBSCRIBED");
    ObjectNode json =
        Json.object()
            .put("id", Long.toString(type.id()))
            .put("name", type.name())
            .put("description", type.description())
            .put("status", subscribed ? "SUBSCRIBED" : "NOT_SUBSCRIBED")
            .put("sourceOfStatus", outOfAll ? "PORTAL_WIDE_STATUS" : "SUBSCRIPTION_STATUS")
            .putNull("brandId")
            .putNull("preferenceGroupName");
    return json.put("legalBasis", choice == null ? null : choice.legalBasis())
        .put("legalBasisExplanation", choice == null ? null : choice.explanation());
  }

  private Reply subscribe(Request request) {
    JsonNode body = request.json();
    String email = required(body).get(0);
    return portal.locked(
        () -> {
          SubscriptionType type = type(body);
          Preferences.Choice choice = portal.preferences().choice(email, type);
          boolean out =
              portal.preferences().outOfAllSince(email) != null
                  || (choice != null && choice.status().equals("UNSUBSCRIBED"));
          if (out) {
            throw ApiProblem.validation(
                "Subscription %d for %s cannot be updated because they have unsubscribed"
                    .formatted(type.id(), email));
          }
          return chosen(body, email, type, "SUBSCRIBED");
        });
  }

  private Reply unsubscribe(Request request) {
    JsonNode body = request.json();
    String email = required(body).get(0);
    return portal.locked(() -> chosen(body, email, type(body), "UNSUBSCRIBED"));
  }

  private Reply chosen(JsonNode body, String email, SubscriptionType type, String status) {
    portal
        .preferences()
        .choose(
            email,
            type,
            new Preferences.Choice(
                status,
                Inputs.text(body, "legalBasis"),
                Inputs.text(body, "legalBasisExplanation"),
                portal.now()));
    return Reply.json(200, status(email, type), 1);
  }

  private SubscriptionType type(JsonNode body) {
    String id = required(body).get(1);
    SubscriptionType type = portal.preferences().type(id);
    if (type == null) {
      throw ApiProblem.validation("Subscription " + id + " does not exist");
    }
    return type;
  }

  /** The address and the type's id, both of which each request must have. */
  private static List<String> required(JsonNode body) {
    List<String> values = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : List.of("emailAddress", "subscriptionId")) {
      String value = Inputs.text(body, name);
      if (value == null) {
        missing.add(name);
      } else {
        values.add(value);
      }
    }
    if (!missing.isEmpty()) {
      throw ApiProblem.validation(
          "Invalid input JSON on line 1, column 2: Cannot build"
              + " PublicUpdateSubscriptionStatusRequest, some of required attributes are not set "
              + missing);
    }
    return values;
  }
}
