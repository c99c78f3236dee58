package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.Map;

/** The groups under which properties stand. */
final class PropertyGroupEndpoints {
  private final HubSpotPortal portal;
  private final ObjectKind kind;

  private PropertyGroupEndpoints(HubSpotPortal portal, ObjectKind kind) {
    this.portal = portal;
    this.kind = kind;
  }

  /** Adds the routes of one kind below {@code base}, as those of its properties. */
  static void add(Router router, String base, HubSpotPortal portal, ObjectKind kind) {
    PropertyGroupEndpoints endpoints = new PropertyGroupEndpoints(portal, kind);
    String one = base + "/groups/{name}";
    router
        .on("GET", base + "/groups", (request, path) -> endpoints.listGroups())
        .on("POST", base + "/groups", (request, path) -> endpoints.createGroup(request))
        .on("GET", one, (request, path) -> endpoints.readGroup(path))
        .on("PATCH", one, endpoints::change)
        .on("DELETE", one, (request, path) -> endpoints.archive(path));
  }

  private Reply listGroups() {
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          portal.schema(kind).groups().forEach(group -> results.add(group.json()));
          return Reply.json(200, Json.object().set("results", results), results.size());
        });
  }

  private Reply readGroup(Map<String, String> path) {
    return portal.locked(() -> Reply.json(200, required(path).json(), 1));
  }

  private Reply change(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    return portal.locked(
        () -> {
          PropertyGroup before = required(path);
          PropertyGroup after =
              new PropertyGroup(
                  before.name(),
                  body.path("label").asText(before.label()),
                  body.path("displayOrder").asInt(before.displayOrder()));
          portal.schema(kind).put(after);
          return Reply.json(200, after.json(), 1);
        });
  }

  private Reply archive(Map<String, String> path) {
    return portal.locked(
        () -> {
          PropertyGroup group = required(path);
          boolean used =
              portal.schema(kind).properties().stream()
                  .anyMatch(property -> property.groupName().equals(group.name()));
          if (used) {
            throw ApiProblem.validation("Group '%s' has properties".formatted(group.name()));
          }
          portal.schema(kind).removeGroup(group.name());
          return Reply.noContent();
        });
  }

  private PropertyGroup required(Map<String, String> path) {
    PropertyGroup group = portal.schema(kind).group(path.getOrDefault("name", ""));
    if (group == null) {
      throw ApiProblem.notFound();
    }
    return group;
  }

  private Reply createGroup(Request request) {
    JsonNode body = request.json();
    PropertyGroup group =
        new PropertyGroup(
            PropertyInput.required(body, "name"),
            PropertyInput.required(body, "label"),
            body.path("displayOrder").asInt(-1));
    return portal.locked(
        () -> {
          if (portal.schema(kind).group(group.name()) != null) {
            throw ApiProblem.nameExists(
                "A property group named '%s' already exists.".formatted(group.name()),
                "Properties.GROUP_WITH_NAME_EXISTS");
          }
          portal.schema(kind).put(group);
          return Reply.json(201, group.json(), 1);
        });
  }
}
