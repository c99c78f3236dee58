package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.Map;

/**
 * Subscriptions by the version 4 and the dated ones: read and set by type, and out of everything.
 * These can also subscribe again who opted out.
 */
final class PreferenceEndpoints {
  private final HubSpotPortal portal;
  private final PreferenceBodies bodies;

  private PreferenceEndpoints(HubSpotPortal portal) {
    this.portal = portal;
    this.bodies = new PreferenceBodies(portal);
  }

  /** Adds the routes below {@code base}, such as {@code /communication-preferences/v4}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    PreferenceEndpoints endpoints = new PreferenceEndpoints(portal);
    String one = base + "/statuses/{subscriber}";
    router
        .on("GET", base + "/definitions", (request, path) -> endpoints.definitions())
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
    return bodies.complete(results);
  }

  private Reply read(Request request, Map<String, String> path) {
    PreferenceBodies.requireChannel(request.param("channel"));
    String subscriber = path.getOrDefault("subscriber", "");
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          for (SubscriptionType type : portal.preferences().types()) {
            results.add(bodies.status(subscriber, type));
          }
          return bodies.complete(results);
        });
  }

  private Reply set(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    String subscriber = path.getOrDefault("subscriber", "");
    return portal.locked(() -> bodies.complete(Json.array().add(bodies.set(subscriber, body))));
  }

  private Reply readAll(Request request, Map<String, String> path) {
    PreferenceBodies.requireChannel(request.param("channel"));
    return portal.locked(
        () -> bodies.complete(bodies.outOfAll(path.getOrDefault("subscriber", ""))));
  }

  private Reply leaveAll(Request request, Map<String, String> path) {
    PreferenceBodies.requireChannel(request.param("channel"));
    String subscriber = path.getOrDefault("subscriber", "");
    return portal.locked(
        () -> {
          portal.preferences().leaveAll(subscriber, portal.now());
          return bodies.complete(bodies.outOfAll(subscriber));
        });
  }
}
