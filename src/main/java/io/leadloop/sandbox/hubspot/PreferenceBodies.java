package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscriptions as the version 4 writes and reads them. Called under the portal's lock. */
final class PreferenceBodies {
  private static final String CHANNEL = "EMAIL";
  private static final List<String> STATES = List.of("SUBSCRIBED", "UNSUBSCRIBED", "NOT_SPECIFIED");

  private final HubSpotPortal portal;

  PreferenceBodies(HubSpotPortal portal) {
    this.portal = portal;
  }

  /**
   * Stores a choice as a body has it, and gives the status that follows.
   *
   * @throws ApiProblem when it is none; then nothing is stored
   */
  ObjectNode set(String subscriber, JsonNode body) {
    requireChannel(Inputs.text(body, "channel"));
    String state = Inputs.text(body, "statusState");
    if (state == null || !STATES.contains(state)) {
      throw ApiProblem.validation("statusState must be one of " + STATES);
    }
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
    return status(subscriber, type);
  }

  /** What an address chose for one type. */
  ObjectNode status(String subscriber, SubscriptionType type) {
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

  /** What an address chose for each type. */
  ArrayNode statuses(String subscriber) {
    ArrayNode results = Json.array();
    for (SubscriptionType type : portal.preferences().types()) {
      results.add(status(subscriber, type));
    }
    return results;
  }

  /** One row for who is out of everything, none otherwise. */
  ArrayNode outOfAll(String subscriber) {
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

  /** The answer that holds these rows. */
  Reply complete(ArrayNode results) {
    String now = portal.now().toString();
    ObjectNode body = Json.object().put("status", "COMPLETE");
    body.set("results", results);
    return Reply.json(200, body.put("startedAt", now).put("completedAt", now), results.size());
  }

  static void requireChannel(@Nullable String channel) {
    if (!CHANNEL.equals(channel)) {
      throw ApiProblem.validation("channel must be EMAIL, was " + channel);
    }
  }
}
