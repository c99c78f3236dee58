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

/** The definitions of forms: create, read, change, replace, archive. */
final class FormEndpoints {
  private static final String BASE = "/marketing/v3/forms";
  private static final int PAGE_USUAL = 20;
  private static final int PAGE_MAX = 500;
  private static final List<String> TYPES =
      List.of("hubspot", "captured", "flow", "blog_comment", "all");

  private final HubSpotPortal portal;

  private FormEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  static void add(Router router, HubSpotPortal portal) {
    FormEndpoints endpoints = new FormEndpoints(portal);
    router
        .on("POST", BASE, (request, path) -> endpoints.create(request))
        .on("GET", BASE, (request, path) -> endpoints.list(request))
        .on("GET", BASE + "/{formId}", endpoints::read)
        .on("PATCH", BASE + "/{formId}", (request, path) -> endpoints.change(request, path, false))
        .on("PUT", BASE + "/{formId}", (request, path) -> endpoints.change(request, path, true))
        .on("DELETE", BASE + "/{formId}", (request, path) -> endpoints.archive(path));
  }

  private Reply create(Request request) {
    ObjectNode definition = definition(request);
    if (!definition.path("formType").asText("hubspot").equals("hubspot")) {
      throw ApiProblem.validation("Only forms of the type hubspot can be created");
    }
    PropertyInput.required(definition, "name");
    return portal.locked(
        () -> {
          requireProperties(definition);
          Forms.Form form = portal.forms().add(definition);
          definition.put("formType", "hubspot").put("createdAt", portal.now().toString());
          definition.put("updatedAt", portal.now().toString());
          return Reply.json(201, json(form), 1);
        });
  }

  /** A field of a form fills a property, which must be there. */
  private void requireProperties(ObjectNode definition) {
    for (JsonNode group : definition.path("fieldGroups")) {
      for (JsonNode field : group.path("fields")) {
        String name = field.path("name").asText();
        if (portal.schema(ObjectKind.CONTACTS).property(name) == null) {
          throw ApiProblem.validation("Property '%s' does not exist".formatted(name));
        }
      }
    }
  }

  private Reply list(Request request) {
    int limit = Inputs.limit(request.param("limit"), PAGE_USUAL, PAGE_MAX);
    int from = (int) Inputs.cursor(request.param("after"));
    boolean archived = "true".equals(request.param("archived"));
    List<String> types = request.params("formTypes");
    if (!TYPES.containsAll(types)) {
      throw ApiProblem.validation("formTypes must be of " + TYPES);
    }
    boolean shown = types.isEmpty() || types.contains("hubspot") || types.contains("all");
    return portal.locked(
        () -> {
          List<Forms.Form> forms =
              portal.forms().all().stream()
                  .filter(form -> shown && (form.archivedAt != null) == archived)
                  .toList();
          ArrayNode results = Json.array();
          int to = Math.min(forms.size(), from + limit);
          forms.subList(Math.min(from, to), to).forEach(form -> results.add(json(form)));
          ObjectNode page = Json.object().set("results", results);
          if (to < forms.size()) {
            page.putObject("paging").putObject("next").put("after", Integer.toString(to));
          }
          return Reply.json(200, page, results.size());
        });
  }

  private Reply read(Request request, Map<String, String> path) {
    boolean archived = "true".equals(request.param("archived"));
    return portal.locked(
        () -> {
          Forms.Form form = portal.forms().find(path.getOrDefault("formId", ""));
          if (form == null || (form.archivedAt != null) != archived) {
            throw ApiProblem.notFound();
          }
          return Reply.json(200, json(form), 1);
        });
  }

  private Reply change(Request request, Map<String, String> path, boolean whole) {
    ObjectNode changes = definition(request);
    return portal.locked(
        () -> {
          Forms.Form form = living(path);
          requireProperties(changes);
          ObjectNode next = whole ? Json.object() : form.definition.deepCopy();
          next.setAll(changes);
          next.put("formType", "hubspot")
              .put("createdAt", form.definition.path("createdAt").asText())
              .put("updatedAt", portal.now().toString());
          form.definition = next;
          return Reply.json(200, json(form), 1);
        });
  }

  private Reply archive(Map<String, String> path) {
    return portal.locked(
        () -> {
          living(path).archivedAt = portal.now();
          return Reply.noContent();
        });
  }

  private Forms.Form living(Map<String, String> path) {
    Forms.Form form = portal.forms().find(path.getOrDefault("formId", ""));
    if (form == null || form.archivedAt != null) {
      throw ApiProblem.notFound();
    }
    return form;
  }

  private static ObjectNode definition(Request request) {
    if (request.json() instanceof ObjectNode definition) {
      return definition;
    }
    throw Inputs.missingField("name");
  }

  private static ObjectNode json(Forms.Form form) {
    ObjectNode json = Json.object().put("id", form.id);
    json.setAll(form.definition);
    json.put("id", form.id).put("archived", form.archivedAt != null);
    return form.archivedAt == null ? json : json.put("archivedAt", form.archivedAt.toString());
  }
}
