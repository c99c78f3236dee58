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

/** Many ties at a time, by the version 4 and the dated ones. */
final class AssociationBatchEndpoints {
  private static final int READ_MAX = 1_000;
  private static final int CREATE_MAX = 2_000;
  private static final int ARCHIVE_MAX = 100;

  private final HubSpotPortal portal;
  private final ObjectKind fromKind;
  private final ObjectKind toKind;

  private AssociationBatchEndpoints(HubSpotPortal portal, ObjectKind from, ObjectKind to) {
    this.portal = portal;
    this.fromKind = from;
    this.toKind = to;
  }

  /** Adds the routes below {@code base}, such as {@code /crm/associations/2026-09}. */
  static void add(Router router, String base, HubSpotPortal portal) {
    for (ObjectKind from : ObjectKind.values()) {
      for (ObjectKind to : ObjectKind.values()) {
        AssociationBatchEndpoints between = new AssociationBatchEndpoints(portal, from, to);
        for (String fromName : from.pathNames) {
          for (String toName : to.pathNames) {
            between.add(router, base + "/" + fromName + "/" + toName + "/batch");
          }
        }
      }
    }
  }

  private void add(Router router, String batch) {
    router
        .on("POST", batch + "/read", (request, path) -> read(request))
        .on("POST", batch + "/create", (request, path) -> create(request))
        .on("POST", batch + "/associate/default", (request, path) -> plain(request))
        .on("POST", batch + "/archive", (request, path) -> archive(request))
        .on("POST", batch + "/labels/archive", (request, path) -> unlabel(request));
  }

  private Reply read(Request request) {
    List<JsonNode> rows = rows(request.json(), READ_MAX);
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          List<ObjectNode> errors = new ArrayList<>();
          for (JsonNode row : rows) {
            String id = Inputs.id(row);
            Map<Long, Set<AssociationType>> tied = tied(id);
            if (tied.isEmpty()) {
              errors.add(AssociationBodies.none(fromKind, toKind, id));
              continue;
            }
            ObjectNode result = Json.object();
            result.putObject("from").put("id", id);
            ArrayNode to = result.putArray("to");
            tied.forEach((other, types) -> to.add(AssociationBodies.to(other, types)));
            results.add(result);
          }
          return AssociationBodies.batch(200, results, errors, portal.now(), rows.size());
        });
  }

  private Map<Long, Set<AssociationType>> tied(String id) {
    CrmRecord record = id.matches("\\d{1,18}") ? portal.find(fromKind, id, null) : null;
    return record == null ? Map.of() : portal.tied(new End(fromKind, record.id()), toKind);
  }

  private Reply create(Request request) {
    return each(
        request,
        201,
        CREATE_MAX,
        (row, results) -> {
          List<AssociationType> types =
              AssociationInputs.types(portal, fromKind, toKind, row.path("types"));
          End from = from(row);
          End to = to(row.path("to"));
          types.forEach(type -> portal.associations().add(from, to, type));
          portal.touched(from, to);
          results.add(AssociationBodies.pair(from, to, types));
        });
  }

  private Reply plain(Request request) {
    return each(
        request,
        200,
        CREATE_MAX,
        (row, results) ->
            AssociationEndpoints.tiePlainly(portal, from(row), to(row.path("to")), results));
  }

  private Reply archive(Request request) {
    each(
        request,
        204,
        ARCHIVE_MAX,
        (row, results) -> {
          End from = from(row);
          for (JsonNode named : row.path("to")) {
            End to = to(named);
            portal.associations().remove(from, to);
            portal.touched(from, to);
          }
        });
    return Reply.noContent();
  }

  private Reply unlabel(Request request) {
    each(
        request,
        204,
        ARCHIVE_MAX,
        (row, results) -> {
          End from = from(row);
          End to = to(row.path("to"));
          AssociationInputs.types(portal, fromKind, toKind, row.path("types"))
              .forEach(type -> portal.associations().removeType(from, to, type));
          portal.touched(from, to);
        });
    return Reply.noContent();
  }

  @FunctionalInterface
  private interface Step {
    void take(JsonNode row, ArrayNode results);
  }

  /** Takes each row by itself; one that is refused is reported and the others go on. */
  private Reply each(Request request, int status, int max, Step step) {
    List<JsonNode> rows = rows(request.json(), max);
    return portal.locked(
        () -> {
          ArrayNode results = Json.array();
          List<ObjectNode> errors = new ArrayList<>();
          for (JsonNode row : rows) {
            try {
              step.take(row, results);
            } catch (ApiProblem problem) {
              String id = row.path("from").path("id").asText();
              errors.add(problem.jsonOfRow(Map.of("fromObjectId", List.of(id))));
            }
          }
          return AssociationBodies.batch(status, results, errors, portal.now(), rows.size());
        });
  }

  private End from(JsonNode row) {
    return AssociationInputs.end(portal, fromKind, row.path("from").path("id").asText());
  }

  private End to(JsonNode named) {
    return AssociationInputs.end(portal, toKind, named.path("id").asText());
  }

  private static List<JsonNode> rows(JsonNode body, int max) {
    JsonNode inputs = body.path("inputs");
    if (!inputs.isArray()) {
      throw Inputs.missingField("inputs");
    }
    if (inputs.size() > max) {
      throw ApiProblem.validation(
          "The maximum number of inputs supported in a batch request is %d. Received %d."
              .formatted(max, inputs.size()));
    }
    List<JsonNode> rows = new ArrayList<>();
    inputs.forEach(rows::add);
    return rows;
  }
}
