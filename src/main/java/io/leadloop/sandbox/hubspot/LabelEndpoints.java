package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.List;
import java.util.Map;

/** The labels that an account may give to ties between two kinds of records. */
final class LabelEndpoints {
  private final HubSpotPortal portal;

  private LabelEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/v4/associations}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    LabelEndpoints endpoints = new LabelEndpoints(portal);
    String labels = base + "/{from}/{to}/labels";
    router
        .on("GET", labels, (request, path) -> endpoints.list(path))
        .on("POST", labels, endpoints::create)
        .on("PUT", labels, endpoints::rename)
        .on("DELETE", labels + "/{typeId}", (request, path) -> endpoints.delete(path));
  }

  private Reply list(Map<String, String> path) {
    return portal.locked(
        () -> listed(portal.associationTypes().between(kind(path, "from"), kind(path, "to"))));
  }

  private Reply create(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    String label = PropertyInput.required(body, "label");
    String name = PropertyInput.required(body, "name");
    ObjectKind from = kind(path, "from");
    ObjectKind to = kind(path, "to");
    return portal.locked(
        () -> {
          if (portal.associationTypes().plain(from, to) == null) {
            throw ApiProblem.validation(
                "%s cannot be associated with %s".formatted(from.typeId(), to.typeId()));
          }
          if (portal.associationTypes().named(from, to, name) != null) {
            throw ApiProblem.validation("The label name '%s' is taken".formatted(name));
          }
          return listed(
              portal
                  .associationTypes()
                  .label(from, to, name, label, Inputs.text(body, "inverseLabel")));
        });
  }

  private Reply rename(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    String label = PropertyInput.required(body, "label");
    String id = body.path("associationTypeId").asText();
    return portal.locked(
        () -> {
          portal.associationTypes().rename(accounts(path, id), label);
          return Reply.noContent();
        });
  }

  private Reply delete(Map<String, String> path) {
    return portal.locked(
        () -> {
          portal.associationTypes().remove(accounts(path, path.getOrDefault("typeId", "")));
          return Reply.noContent();
        });
  }

  /** A label of the account's own: the vendor's types cannot be changed. */
  private AssociationType accounts(Map<String, String> path, String id) {
    for (AssociationType type :
        portal.associationTypes().between(kind(path, "from"), kind(path, "to"))) {
      boolean found =
          portal.associationTypes().isAccounts(type) && Integer.toString(type.id()).equals(id);
      if (found) {
        return type;
      }
    }
    throw ApiProblem.notFound();
  }

  private static Reply listed(List<AssociationType> types) {
    ArrayNode results = Json.array();
    types.forEach(type -> results.add(type.json()));
    return Reply.json(200, Json.object().set("results", results), results.size());
  }

  private static ObjectKind kind(Map<String, String> path, String end) {
    ObjectKind kind = ObjectKind.named(path.getOrDefault(end, ""));
    if (kind == null) {
      throw new UnknownPath();
    }
    return kind;
  }
}
