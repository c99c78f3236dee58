package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Handler;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one record is tied to: read, tie, untie. */
final class AssociationEndpoints {
  private static final int PAGE_MAX = 500;

  private final HubSpotPortal portal;

  private AssociationEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /**
   * Adds the routes below {@code base}, such as {@code /crm/v4/objects}.
   *
   * @param legacyBody whether reads answer with id and type, as the oldest version does
   */
  static void add(Router router, String base, HubSpotPortal portal, boolean legacyBody) {
    AssociationEndpoints endpoints = new AssociationEndpoints(portal);
    for (ObjectKind from : ObjectKind.values()) {
      for (String name : from.pathNames) {
        String of = base + "/" + name + "/{id}/associations";
        Handler read = (request, path) -> endpoints.read(from, request, path, legacyBody);
        router
            .on("GET", of + "/{to}", read)
            .on("PUT", of + "/{to}/{toId}", (request, path) -> endpoints.tie(from, request, path))
            .on("DELETE", of + "/{to}/{toId}", (request, path) -> endpoints.untie(from, path))
            .on("PUT", of + "/default/{to}/{toId}", (request, path) -> endpoints.plain(from, path));
      }
    }
  }

  private Reply read(
      ObjectKind fromKind, Request request, Map<String, String> path, boolean legacyBody) {
    int limit = Inputs.limit(request.param("limit"), PAGE_MAX, PAGE_MAX);
    long first = Inputs.cursor(request.param("after"));
    ObjectKind toKind = kind(path);
    return portal.locked(
        () -> {
          CrmRecord record = portal.find(fromKind, path.getOrDefault("id", ""), null);
          if (record == null) {
            throw ApiProblem.notFound();
          }
          ArrayNode results = Json.array();
          ObjectNode page = Json.object().set("results", results);
          Map<Long, Set<AssociationType>> tied =
              portal.tied(new End(fromKind, record.id()), toKind);
          for (Map.Entry<Long, Set<AssociationType>> tie : tied.entrySet()) {
            long id = tie.getKey();
            if (id < first) {
              continue;
            }
            if (results.size() == limit) {
              page.putObject("paging").putObject("next").put("after", Long.toString(id));
              break;
            }
            results.add(
                legacyBody ? legacy(id, tie.getValue()) : AssociationBodies.to(id, tie.getValue()));
          }
          return Reply.json(200, page, results.size());
        });
  }

  private static ObjectNode legacy(long id, Set<AssociationType> types) {
    return Json.object().put("id", Long.toString(id)).put("type", types.iterator().next().name());
  }

  private Reply tie(ObjectKind fromKind, Request request, Map<String, String> path) {
    ObjectKind toKind = kind(path);
    return portal.locked(
        () -> {
          List<AssociationType> types =
              AssociationInputs.types(portal, fromKind, toKind, request.json());
          End from = from(fromKind, path);
          End to = AssociationInputs.end(portal, toKind, path.getOrDefault("toId", ""));
          types.forEach(type -> portal.associations().add(from, to, type));
          portal.touched(from, to);
          return Reply.json(201, AssociationBodies.pair(from, to, types), 1);
        });
  }

  private Reply plain(ObjectKind fromKind, Map<String, String> path) {
    ObjectKind toKind = kind(path);
    return portal.locked(
        () -> {
          End from = from(fromKind, path);
          End to = AssociationInputs.end(portal, toKind, path.getOrDefault("toId", ""));
          ArrayNode results = Json.array();
          tiePlainly(portal, from, to, results);
          return AssociationBodies.batch(200, results, List.of(), portal.now(), 1);
        });
  }

  /** Ties two records without a label and adds both directions to {@code results}. */
  static void tiePlainly(HubSpotPortal portal, End from, End to, ArrayNode results) {
    AssociationType forth = portal.associationTypes().plain(from.kind(), to.kind());
    AssociationType back = portal.associationTypes().plain(to.kind(), from.kind());
    if (forth == null || back == null) {
      throw ApiProblem.validation(
          "%s cannot be associated with %s".formatted(from.kind().typeId(), to.kind().typeId()));
    }
    portal.associations().add(from, to, forth);
    portal.touched(from, to);
    results.add(AssociationBodies.plain(from, to, forth));
    results.add(AssociationBodies.plain(to, from, back));
  }

  private Reply untie(ObjectKind fromKind, Map<String, String> path) {
    ObjectKind toKind = kind(path);
    return portal.locked(
        () -> {
          End from = from(fromKind, path);
          End to = AssociationInputs.end(portal, toKind, path.getOrDefault("toId", ""));
          portal.associations().remove(from, to);
          portal.touched(from, to);
          return Reply.noContent().withRecords(1);
        });
  }

  private End from(ObjectKind kind, Map<String, String> path) {
    CrmRecord record = portal.find(kind, path.getOrDefault("id", ""), null);
    if (record == null) {
      throw ApiProblem.notFound();
    }
    return new End(kind, record.id());
  }

  private static ObjectKind kind(Map<String, String> path) {
    ObjectKind kind = ObjectKind.named(path.getOrDefault("to", ""));
    if (kind == null) {
      throw new UnknownPath();
    }
    return kind;
  }
}
