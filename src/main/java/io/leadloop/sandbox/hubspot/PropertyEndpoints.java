package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The definitions of properties and of their groups: read, create, create many. */
final class PropertyEndpoints {
  private final HubSpotPortal portal;
  private final ObjectKind kind;
  private final Random random;

  private PropertyEndpoints(HubSpotPortal portal, ObjectKind kind, Random random) {
    this.portal = portal;
    this.kind = kind;
    this.random = random;
  }

  /**
   * Adds the routes of one kind below {@code base}, such as {@code
   * /crm/properties/2026-09/contacts}.
   */
  static void add(
      Router router, String base, HubSpotPortal portal, ObjectKind kind, Random random) {
    PropertyEndpoints endpoints = new PropertyEndpoints(portal, kind, random);
    router
        .on("GET", base, (request, path) -> endpoints.list())
        .on("POST", base, (request, path) -> endpoints.create(request))
        .on("GET", base + "/{name}", (request, path) -> endpoints.read(path))
        .on("POST", base + "/batch/create", (request, path) -> endpoints.createMany(request))
        .on("GET", base + "/groups", (request, path) -> endpoints.listGroups())
        .on("POST", base + "/groups", (request, path) -> endpoints.createGroup(request))
        .on("GET", base + "/groups/{name}", (request, path) -> endpoints.readGroup(path));
  }

  private Reply list() {
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          portal.schema(kind).properties().forEach(property -> results.add(property.json()));
          return Reply.json(200, Json.object().set("results", results), results.size());
        });
  }

  private Reply read(Map<String, String> path) {
    return portal.locked(
        () -> {
          PropertyDefinition property = portal.schema(kind).property(path.getOrDefault("name", ""));
          if (property == null) {
            throw ApiProblem.notFound();
          }
          return Reply.json(200, property.json(), 1);
        });
  }

  private Reply create(Request request) {
    JsonNode body = request.json();
    return portal.locked(() -> Reply.json(201, create(body).json(), 1));
  }

  private Reply createMany(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    return portal.locked(
        () -> {
          BatchReply reply = new BatchReply(portal.now());
          for (JsonNode row : rows) {
            try {
              reply.add(create(row).json(), row);
            } catch (ApiProblem problem) {
              reply.refuseNamed(problem, row.path("name").asText());
            }
          }
          return reply.reply(201, random, portal.now());
        });
  }

  private PropertyDefinition create(JsonNode body) {
    PropertyDefinition property = PropertyInput.read(body, portal.schema(kind), portal.now());
    portal.schema(kind).put(property);
    return property;
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
    return portal.locked(
        () -> {
          PropertyGroup group = portal.schema(kind).group(path.getOrDefault("name", ""));
          if (group == null) {
            throw ApiProblem.notFound();
          }
          return Reply.json(200, group.json(), 1);
        });
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
