package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists themselves: create, read, find, rename, delete and restore. */
final class SegmentEndpoints {
  private static final List<String> TYPES = List.of("MANUAL", "DYNAMIC", "SNAPSHOT");
  private static final int FOUND_USUAL = 20;
  private static final int FOUND_MAX = 500;

  private final HubSpotPortal portal;

  private SegmentEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/lists/2026-09}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    SegmentEndpoints endpoints = new SegmentEndpoints(portal);
    String one = base + "/{listId}";
    router
        .on("POST", base, (request, path) -> endpoints.create(request))
        .on("GET", base, (request, path) -> endpoints.many(request))
        .on("POST", base + "/search", (request, path) -> endpoints.search(request))
        .on("GET", base + "/object-type-id/{type}/name/{name}", endpoints::byName)
        .on("GET", one, endpoints::read)
        .on("DELETE", one, (request, path) -> endpoints.delete(path))
        .on("PUT", one + "/restore", (request, path) -> endpoints.restore(path))
        .on("PUT", one + "/update-list-name", endpoints::rename);
  }

  private Reply create(Request request) {
    JsonNode body = request.json();
    String name = PropertyInput.required(body, "name");
    String processingType = PropertyInput.required(body, "processingType");
    if (!TYPES.contains(processingType)) {
      throw ApiProblem.validation("processingType must be one of " + TYPES);
    }
    requireContacts(PropertyInput.required(body, "objectTypeId"));
    return portal.locked(
        () -> {
          requireFree(name);
          JsonNode branch = body.path("filterBranch");
          boolean filtered = processingType.equals("DYNAMIC") || branch.isObject();
          if (filtered) {
            SegmentFilter.of(branch, portal);
          }
          JsonNode kept = filtered ? branch : MissingNode.getInstance();
          Segment made = portal.segments().create(name, processingType, kept, portal.now());
          if (filtered && !made.isDynamic()) {
            fill(made);
          }
          return Reply.json(200, list(made, filtered), 1);
        });
  }

  /** A snapshot has the contacts that fit when it is made, and no others by itself. */
  private void fill(Segment snapshot) {
    SegmentFilter filter = SegmentFilter.of(snapshot.filterBranch, portal);
    for (CrmRecord contact : portal.store(ObjectKind.CONTACTS).byId().values()) {
      if (!contact.archived() && filter.matches(contact)) {
        snapshot.joinedById.put(contact.id(), portal.now());
      }
    }
  }

  private Reply many(Request request) {
    boolean withFilters = "true".equals(request.param("includeFilters"));
    return portal.locked(
        () -> {
          ArrayNode lists = Json.array();
          for (String id : request.params("listIds")) {
            Segment segment = portal.segments().find(id);
            if (segment != null && segment.deletedAt == null) {
              lists.add(segment.json(size(segment), withFilters));
            }
          }
          return Reply.json(200, Json.object().set("lists", lists), lists.size());
        });
  }

  private Reply search(Request request) {
    JsonNode body = request.json();
    String query = body.path("query").asText("").toLowerCase(Locale.ROOT);
    int offset = Math.max(0, body.path("offset").asInt(0));
    int count = Math.min(FOUND_MAX, body.path("count").asInt(FOUND_USUAL));
    List<String> types = texts(body.path("processingTypes"));
    List<String> ids = texts(body.path("listIds"));
    return portal.locked(
        () -> {
          List<Segment> found = new ArrayList<>();
          for (Segment segment : portal.segments().all()) {
            boolean fits =
                segment.deletedAt == null
                    && segment.name.toLowerCase(Locale.ROOT).contains(query)
                    && (types.isEmpty() || types.contains(segment.processingType))
                    && (ids.isEmpty() || ids.contains(Long.toString(segment.id)));
            if (fits) {
              found.add(segment);
            }
          }
          int from = Math.min(offset, found.size());
          int to = Math.min(from + count, found.size());
          ArrayNode lists = Json.array();
          found.subList(from, to).forEach(segment -> lists.add(segment.found(size(segment))));
          ObjectNode reply = Json.object().put("total", found.size()).put("offset", to);
          reply.put("hasMore", to < found.size()).set("lists", lists);
          return Reply.json(200, reply, lists.size());
        });
  }

  private Reply byName(Request request, Map<String, String> path) {
    requireContacts(path.getOrDefault("type", ""));
    return portal.locked(
        () -> shown(portal.segments().named(path.getOrDefault("name", "")), request));
  }

  private Reply read(Request request, Map<String, String> path) {
    return portal.locked(
        () -> shown(portal.segments().find(path.getOrDefault("listId", "")), request));
  }

  private Reply shown(@Nullable Segment segment, Request request) {
    if (segment == null || segment.deletedAt != null) {
      throw missing();
    }
    return Reply.json(200, list(segment, "true".equals(request.param("includeFilters"))), 1);
  }

  private Reply rename(Request request, Map<String, String> path) {
    String name = request.param("listName");
    if (name == null || name.isBlank()) {
      throw ApiProblem.validation("listName is required");
    }
    return portal.locked(
        () -> {
          Segment segment = living(portal, path);
          if (!segment.name.equalsIgnoreCase(name)) {
            requireFree(name);
          }
          segment.name = name;
          segment.changed(portal.now());
          boolean withFilters = "true".equals(request.param("includeFilters"));
          ObjectNode body = Json.object();
          body.set("updatedList", segment.json(size(segment), withFilters));
          return Reply.json(200, body, 1);
        });
  }

  private Reply delete(Map<String, String> path) {
    return portal.locked(
        () -> {
          living(portal, path).deletedAt = portal.now();
          return Reply.noContent();
        });
  }

  private Reply restore(Map<String, String> path) {
    return portal.locked(
        () -> {
          Segment segment = portal.segments().find(path.getOrDefault("listId", ""));
          if (segment == null) {
            throw missing();
          }
          segment.deletedAt = null;
          return Reply.noContent();
        });
  }

  /** The list that a path names. */
  static Segment living(HubSpotPortal portal, Map<String, String> path) {
    Segment segment = portal.segments().find(path.getOrDefault("listId", ""));
    if (segment == null || segment.deletedAt != null) {
      throw missing();
    }
    return segment;
  }

  private static ApiProblem missing() {
    return ApiProblem.of(404, "OBJECT_NOT_FOUND", "List does not exist");
  }

  private ObjectNode list(Segment segment, boolean withFilters) {
    return Json.object().set("list", segment.json(size(segment), withFilters));
  }

  private int size(Segment segment) {
    return portal.segments().members(segment, portal).size();
  }

  private void requireFree(String name) {
    if (portal.segments().named(name) != null) {
      throw ApiProblem.validation("List names must be unique: '%s' is taken".formatted(name));
    }
  }

  private static void requireContacts(String objectTypeId) {
    if (!objectTypeId.equals(ObjectKind.CONTACTS.typeId())) {
      throw ApiProblem.validation("objectTypeId must be 0-1, was " + objectTypeId);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
