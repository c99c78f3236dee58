package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Who is in which list. Members of a dynamic list are read and never written. */
final class MembershipEndpoints {
  private static final int PAGE_USUAL = 100;
  private static final int PAGE_MAX = 250;

  private final HubSpotPortal portal;

  private MembershipEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/lists/2026-09}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    MembershipEndpoints endpoints = new MembershipEndpoints(portal);
    String members = base + "/{listId}/memberships";
    router
        .on("GET", members, (request, path) -> endpoints.page(request, path, false))
        .on("GET", members + "/join-order", (request, path) -> endpoints.page(request, path, true))
        .on("PUT", members + "/add", endpoints::add)
        .on("PUT", members + "/remove", endpoints::remove)
        .on("PUT", members + "/add-and-remove", endpoints::addAndRemove)
        .on("PUT", members + "/add-from/{source}", (request, path) -> endpoints.addFrom(path))
        .on("DELETE", members, (request, path) -> endpoints.removeAll(path))
        .on(
            "GET",
            base + "/records/{type}/{id}/memberships",
            (request, path) -> endpoints.of(path));
  }

  private Reply page(Request request, Map<String, String> path, boolean inJoinOrder) {
    int limit = Inputs.limit(request.param("limit"), PAGE_USUAL, PAGE_MAX);
    int from = (int) Inputs.cursor(request.param("after"));
    return portal.locked(
        () -> {
          Segment segment = SegmentEndpoints.living(portal, path);
          List<Map.Entry<Long, Instant>> members =
              new ArrayList<>(portal.segments().members(segment, portal).entrySet());
          if (inJoinOrder) {
            members.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
          }
          ArrayNode results = Json.array();
          int to = Math.min(members.size(), from + limit);
          for (Map.Entry<Long, Instant> member : members.subList(Math.min(from, to), to)) {
            results.add(
                Json.object()
                    .put("recordId", Long.toString(member.getKey()))
                    .put("membershipTimestamp", member.getValue().toString()));
          }
          ObjectNode body = Json.object().put("total", members.size());
          body.set("results", results);
          if (to < members.size()) {
            body.putObject("paging").putObject("next").put("after", Integer.toString(to));
          }
          return Reply.json(200, body, results.size());
        });
  }

  private Reply add(Request request, Map<String, String> path) {
    List<String> ids = ids(request.json());
    return portal.locked(() -> change(writable(path), ids, List.of()));
  }

  private Reply remove(Request request, Map<String, String> path) {
    List<String> ids = ids(request.json());
    return portal.locked(() -> change(writable(path), List.of(), ids));
  }

  private Reply addAndRemove(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    List<String> added = ids(body.path("recordIdsToAdd"));
    List<String> removed = ids(body.path("recordIdsToRemove"));
    return portal.locked(() -> change(writable(path), added, removed));
  }

  private Reply change(Segment segment, List<String> added, List<String> removed) {
    ObjectNode body = Json.object();
    ArrayNode joined = body.putArray("recordsIdsAdded");
    ArrayNode left = body.putArray("recordIdsRemoved");
    ArrayNode missing = body.putArray("recordIdsMissing");
    for (String id : new LinkedHashSet<>(added)) {
      CrmRecord contact = contact(id);
      if (contact == null) {
        missing.add(id);
      } else if (segment.joinedById.putIfAbsent(contact.id(), portal.now()) == null) {
        joined.add(Long.toString(contact.id()));
      }
    }
    for (String id : new LinkedHashSet<>(removed)) {
      CrmRecord contact = contact(id);
      if (contact == null) {
        missing.add(id);
      } else if (segment.joinedById.remove(contact.id()) != null) {
        left.add(Long.toString(contact.id()));
      }
    }
    segment.changed(portal.now());
    return Reply.json(200, body, added.size() + removed.size());
  }

  private Reply addFrom(Map<String, String> path) {
    return portal.locked(
        () -> {
          Segment segment = writable(path);
          Segment source =
              SegmentEndpoints.living(portal, Map.of("listId", path.getOrDefault("source", "")));
          NavigableMap<Long, Instant> members = portal.segments().members(source, portal);
          members.keySet().forEach(id -> segment.joinedById.putIfAbsent(id, portal.now()));
          return Reply.noContent().withRecords(members.size());
        });
  }

  private Reply removeAll(Map<String, String> path) {
    return portal.locked(
        () -> {
          writable(path).joinedById.clear();
          return Reply.noContent();
        });
  }

  private Reply of(Map<String, String> path) {
    String id = path.getOrDefault("id", "");
    return portal.locked(
        () -> {
          CrmRecord contact = contact(id);
          ArrayNode results = Json.array();
          for (Segment segment : portal.segments().all()) {
            Instant joined =
                contact == null || segment.deletedAt != null
                    ? null
                    : portal.segments().members(segment, portal).get(contact.id());
            if (joined != null) {
              results.add(
                  Json.object()
                      .put("listId", Long.toString(segment.id))
                      .put("listVersion", segment.version())
                      .put("firstAddedTimestamp", joined.toString())
                      .put("lastAddedTimestamp", joined.toString())
                      .put("isPublicList", false));
            }
          }
          ObjectNode body = Json.object().put("total", results.size());
          return Reply.json(200, body.set("results", results), results.size());
        });
  }

  private Segment writable(Map<String, String> path) {
    Segment segment = SegmentEndpoints.living(portal, path);
    if (segment.isDynamic()) {
      throw ApiProblem.validation(
          "List %d is DYNAMIC, its memberships cannot be changed".formatted(segment.id));
    }
    return segment;
  }

  private @Nullable CrmRecord contact(String id) {
    return id.matches("\\d{1,18}")
        ? portal.store(ObjectKind.CONTACTS).living(Long.parseLong(id))
        : null;
  }

  private static List<String> ids(JsonNode array) {
    if (!array.isArray()) {
      throw ApiProblem.validation("Invalid input JSON: expected an array of record ids");
    }
    List<String> ids = new ArrayList<>();
    array.forEach(id -> ids.add(id.asText()));
    return ids;
  }
}
