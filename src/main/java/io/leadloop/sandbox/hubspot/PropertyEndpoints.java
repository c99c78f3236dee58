package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The definitions of properties: read, create, change, archive, one or many at a time. */
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
        .on("GET", base, (request, path) -> endpoints.list(request))
        .on("POST", base, (request, path) -> endpoints.create(request))
        .on("GET", base + "/{name}", endpoints::read)
        .on("PATCH", base + "/{name}", endpoints::change)
        .on("DELETE", base + "/{name}", (request, path) -> endpoints.archive(path))
        .on("POST", base + "/batch/read", (request, path) -> endpoints.readMany(request))
        .on("POST", base + "/batch/archive", (request, path) -> endpoints.archiveMany(request))
        .on("POST", base + "/batch/create", (request, path) -> endpoints.createMany(request));
  }

  private Reply list(Request request) {
    boolean archived = "true".equals(request.param("archived"));
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          Schema schema = portal.schema(kind);
          if (archived) {
            schema.archived().forEach(property -> results.add(property.json()));
          } else {
            schema.properties().forEach(property -> results.add(property.json()));
          }
          return Reply.json(200, Json.object().set("results", results), results.size());
        });
  }

  private Reply read(Request request, Map<String, String> path) {
    boolean archived = "true".equals(request.param("archived"));
    return portal.locked(
        () -> {
          ObjectNode found = found(path.getOrDefault("name", ""), archived);
          if (found == null) {
            throw ApiProblem.notFound();
          }
          return Reply.json(200, found, 1);
        });
  }

  private @Nullable ObjectNode found(String name, boolean archived) {
    if (archived) {
      Schema.Archived away = portal.schema(kind).archived(name);
      return away == null ? null : away.json();
    }
    PropertyDefinition property = portal.schema(kind).property(name);
    return property == null ? null : property.json();
  }

  private Reply change(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    return portal.locked(
        () -> {
          Schema schema = portal.schema(kind);
          PropertyDefinition before = schema.property(path.getOrDefault("name", ""));
          if (before == null) {
            throw ApiProblem.notFound();
          }
          PropertyDefinition after = PropertyInput.change(before, body, schema);
          schema.put(after);
          return Reply.json(200, after.json(), 1);
        });
  }

  private Reply archive(Map<String, String> path) {
    return portal.locked(
        () -> {
          archive(path.getOrDefault("name", ""));
          return Reply.noContent().withRecords(1);
        });
  }

  private Reply readMany(Request request) {
    JsonNode body = request.json();
    List<JsonNode> rows = Inputs.rows(body);
    boolean archived = body.path("archived").asBoolean(false);
    return portal.locked(
        () -> {
          BatchReply reply = new BatchReply(portal.now());
          for (JsonNode row : rows) {
            String name = PropertyInput.required(row, "name");
            ObjectNode found = found(name, archived);
            if (found == null) {
              reply.refuseNamed(ApiProblem.notFound(), name);
            } else {
              reply.add(found, row);
            }
          }
          return reply.reply(200, random, portal.now());
        });
  }

  private Reply archiveMany(Request request) {
    List<JsonNode> rows = Inputs.rows(request.json());
    return portal.locked(
        () -> {
          rows.forEach(row -> archive(PropertyInput.required(row, "name")));
          return Reply.noContent().withRecords(rows.size());
        });
  }

  private void archive(String name) {
    PropertyDefinition property = portal.schema(kind).property(name);
    if (property == null) {
      throw ApiProblem.notFound();
    }
    if (property.vendorDefined()) {
      throw ApiProblem.validation("Property '%s' is defined by HubSpot".formatted(name));
    }
    portal.schema(kind).archive(property, portal.now());
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
}
