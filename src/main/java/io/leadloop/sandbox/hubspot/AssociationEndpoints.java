package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which notes a contact has: for one contact, and for up to 1,000 at a time. */
final class AssociationEndpoints {
  private static final int BATCH_MAX = 1_000;
  private static final int PAGE_MAX = 500;

  private final HubSpotPortal portal;

  private AssociationEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Adds the batch route for {@code base}, such as {@code /crm/associations/2026-09}. */
  static void addBatch(Router router, String base, HubSpotPortal portal) {
    AssociationEndpoints endpoints = new AssociationEndpoints(portal);
    for (String contacts : ObjectKind.CONTACTS.pathNames) {
      for (String notes : ObjectKind.NOTES.pathNames) {
        router.on(
            "POST",
            base + "/" + contacts + "/" + notes + "/batch/read",
            (request, path) -> endpoints.batch(request));
      }
    }
  }

  /** Adds the route of one contact below {@code base}, such as {@code /crm/v3/objects/contacts}. */
  static void addSingle(Router router, String base, HubSpotPortal portal) {
    AssociationEndpoints endpoints = new AssociationEndpoints(portal);
    for (String notes : ObjectKind.NOTES.pathNames) {
      router.on("GET", base + "/{id}/associations/" + notes, endpoints::single);
    }
  }

  private Reply single(Request request, Map<String, String> path) {
    int limit = Inputs.limit(request.param("limit"), PAGE_MAX, PAGE_MAX);
    long from = Inputs.cursor(request.param("after"));
    return portal.locked(
        () -> {
          CrmRecord contact = portal.find(ObjectKind.CONTACTS, path.getOrDefault("id", ""), null);
          if (contact == null) {
            throw ApiProblem.notFound();
          }
          ArrayNode results = Json.array();
          ObjectNode page = Json.object().set("results", results);
          for (long note : portal.notesOf(contact.id())) {
            if (note < from) {
              continue;
            }
            if (results.size() == limit) {
              page.putObject("paging").putObject("next").put("after", Long.toString(note));
              break;
            }
            results.add(toNote(note));
          }
          return Reply.json(200, page, results.size());
        });
  }

  private Reply batch(Request request) {
    JsonNode inputs = request.json().path("inputs");
    if (!inputs.isArray()) {
      throw Inputs.missingField("inputs");
    }
    if (inputs.size() > BATCH_MAX) {
      throw ApiProblem.validation(
          "The maximum number of inputs supported in a batch request is %d. Received %d."
              .formatted(BATCH_MAX, inputs.size()));
    }
    return portal.locked(() -> batch(inputs));
  }

  private Reply batch(JsonNode inputs) {
    ArrayNode results = Json.array();
    List<String> without = new ArrayList<>();
    for (JsonNode input : inputs) {
      String id = Inputs.id(input);
      List<Long> notes = id.matches("\\d{1,18}") ? portal.notesOf(Long.parseLong(id)) : List.of();
      if (notes.isEmpty()) {
        without.add(id);
        continue;
      }
      ObjectNode result = Json.object();
      result.putObject("from").put("id", id);
      ArrayNode to = result.putArray("to");
      notes.forEach(note -> to.add(toNote(note)));
      results.add(result);
    }
    ObjectNode body = Json.object().put("status", "COMPLETE");
    body.set("results", results);
    if (!without.isEmpty()) {
      ArrayNode errors = body.put("numErrors", without.size()).putArray("errors");
      without.forEach(id -> errors.add(noneFor(id)));
    }
    String now = portal.now().toString();
    body.put("startedAt", now).put("completedAt", now);
    return Reply.json(without.isEmpty() ? 200 : 207, body, inputs.size());
  }

  /** The vendor reports a record without associations as a refused row. */
  private static ObjectNode noneFor(String id) {
    return ApiProblem.of(
            404, "OBJECT_NOT_FOUND", "No note is associated with contact %s.".formatted(id))
        .jsonOfRow(Map.of("fromObjectId", List.of(id)))
        .put("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND");
  }

  private static ObjectNode toNote(long note) {
    ObjectNode to = Json.object().put("toObjectId", Long.toString(note));
    to.putArray("associationTypes")
        .add(
            Json.object()
                .put("category", "HUBSPOT_DEFINED")
                .put("typeId", AssociationInputs.CONTACT_TO_NOTE)
                .putNull("label"));
    return to;
  }
}
