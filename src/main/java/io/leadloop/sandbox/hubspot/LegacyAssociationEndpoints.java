package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.hubspot.Associations.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Many ties at a time by the version 3, which knows a type by its name. */
final class LegacyAssociationEndpoints {
  private static final String BASE = "/crm/v3/associations/{from}/{to}";

  private final HubSpotPortal portal;

  private LegacyAssociationEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  static void add(Router router, HubSpotPortal portal) {
    LegacyAssociationEndpoints endpoints = new LegacyAssociationEndpoints(portal);
    router
        .on("GET", BASE + "/types", (request, path) -> endpoints.types(path))
        .on("POST", BASE + "/batch/read", endpoints::read)
        .on("POST", BASE + "/batch/create", endpoints::create)
        .on("POST", BASE + "/batch/archive", endpoints::archive);
  }

  private Reply types(Map<String, String> path) {
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          for (AssociationType type :
              portal.associationTypes().between(kind(path, "from"), kind(path, "to"))) {
            results.add(
                Json.object().put("id", Integer.toString(type.id())).put("name", type.name()));
          }
          return Reply.json(200, Json.object().set("results", results));
        });
  }

  private Reply read(Request request, Map<String, String> path) {
    List<JsonNode> rows = Inputs.rows(request.json());
    ObjectKind fromKind = kind(path, "from");
    ObjectKind toKind = kind(path, "to");
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          List<ObjectNode> errors = new ArrayList<>();
          for (JsonNode row : rows) {
            String id = Inputs.id(row);
            CrmRecord record = id.matches("\\d{1,18}") ? portal.find(fromKind, id, null) : null;
            Map<Long, Set<AssociationType>> tied =
                record == null ? Map.of() : portal.tied(new End(fromKind, record.id()), toKind);
            if (tied.isEmpty()) {
              errors.add(AssociationBodies.none(fromKind, toKind, id));
              continue;
            }
            ObjectNode result = Json.object();
            result.putObject("from").put("id", id);
            ArrayNode to = result.putArray("to");
            tied.forEach(
                (other, types) ->
                    to.add(
                        Json.object()
                            .put("id", Long.toString(other))
                            .put("type", types.iterator().next().name())));
            results.add(result);
          }
          return AssociationBodies.batch(200, results, errors, portal.now(), rows.size());
        });
  }

  private Reply create(Request request, Map<String, String> path) {
    ArrayNode results = Json.array();
    return each(
        request,
        path,
        results,
        (from, to, type) -> {
          portal.associations().add(from, to, type);
          results.add(AssociationBodies.legacy(from.id(), to.id(), type.name()));
        });
  }

  private Reply archive(Request request, Map<String, String> path) {
    each(request, path, Json.array(), (from, to, type) -> portal.associations().remove(from, to));
    return Reply.noContent();
  }

  @FunctionalInterface
  private interface Step {
    void take(End from, End to, AssociationType type);
  }

  private Reply each(Request request, Map<String, String> path, ArrayNode results, Step step) {
    List<JsonNode> rows = Inputs.rows(request.json());
    ObjectKind fromKind = kind(path, "from");
    ObjectKind toKind = kind(path, "to");
    return portal.locked(
        () -> {
          List<ObjectNode> errors = new ArrayList<>();
          for (JsonNode row : rows) {
            String id = row.path("from").path("id").asText();
            try {
              AssociationType type =
                  portal.associationTypes().named(fromKind, toKind, row.path("type").asText());
              if (type == null) {
                throw ApiProblem.validation(
                    "There is no association type '%s'".formatted(row.path("type").asText()));
              }
              End from = AssociationInputs.end(portal, fromKind, id);
              End to = AssociationInputs.end(portal, toKind, row.path("to").path("id").asText());
              step.take(from, to, type);
              portal.touched(from, to);
            } catch (ApiProblem problem) {
              errors.add(problem.jsonOfRow(Map.of("fromObjectId", List.of(id))));
            }
          }
          return AssociationBodies.batch(201, results, errors, portal.now(), rows.size());
        });
  }

  private static ObjectKind kind(Map<String, String> path, String end) {
    ObjectKind kind = ObjectKind.named(path.getOrDefault(end, ""));
    if (kind == null) {
      throw new UnknownPath();
    }
    return kind;
  }
}
