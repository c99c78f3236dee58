package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.hubspot.rules.EmailRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people send through forms. A submission makes the contact of its address, or changes it; the
 * list of a form's submissions is newest first and names no contact.
 */
final class SubmissionEndpoints {
  private static final int PAGE_USUAL = 20;
  private static final int PAGE_MAX = 50;

  private final HubSpotPortal portal;

  private SubmissionEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  static void add(Router router, HubSpotPortal portal) {
    SubmissionEndpoints endpoints = new SubmissionEndpoints(portal);
    String submit = "submit/{portalId}/{formId}";
    router
        .on("POST", "/submissions/v3/integration/" + submit, endpoints::submit)
        .on("POST", "/submissions/v3/integration/secure/" + submit, endpoints::submit)
        .on("GET", "/form-integrations/v1/submissions/forms/{formId}", endpoints::list);
  }

  private Reply submit(Request request, Map<String, String> path) {
    JsonNode body = request.json();
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode field : body.path("fields")) {
      values.put(field.path("name").asText(), field.path("value").asText());
    }
    return portal.locked(
        () -> {
          Forms.Form form = portal.forms().find(path.getOrDefault("formId", ""));
          boolean here = path.getOrDefault("portalId", "").equals("" + HubSpotPortal.PORTAL_ID);
          if (form == null || form.archivedAt != null || !here) {
            return refused(404, "FORM_NOT_FOUND", "No form was found");
          }
          Reply refusal = refusal(form, values);
          if (refusal != null) {
            return refusal;
          }
          JsonNode context = body.path("context");
          Forms.Submission submission =
              new Forms.Submission(
                  portal.forms().newId(), portal.now(), values, Inputs.text(context, "pageUri"));
          form.submissions.add(0, submission);
          new Conversions(portal).note(form, submission, Inputs.text(context, "pageName"));
          String thanks = "Thanks for submitting the form.";
          return Reply.json(200, Json.object().put("inlineMessage", thanks), 1);
        });
  }

  /** Why a submission does not fit its form; null when it does. */
  private static @Nullable Reply refusal(Forms.Form form, Map<String, String> values) {
    Set<String> known = new LinkedHashSet<>();
    for (JsonNode group : form.definition.path("fieldGroups")) {
      for (JsonNode field : group.path("fields")) {
        String name = field.path("name").asText();
        known.add(name);
        boolean missing =
            field.path("required").asBoolean(false) && values.getOrDefault(name, "").isEmpty();
        if (missing) {
          return refused(
              400,
              "REQUIRED_FIELD",
              "Error in 'fields.%s'. Required field is missing".formatted(name));
        }
      }
    }
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        return refused(
            400,
            "INVALID_FIELD",
            "Error in 'fields.%s'. The form has no such field".formatted(name));
      }
    }
    String email = values.get("email");
    if (email != null && !EmailRule.isAddress(EmailRule.stored(email))) {
      return refused(400, "INVALID_EMAIL", "Error in 'fields.email'. Invalid email address");
    }
    return null;
  }

  private static Reply refused(int status, String errorType, String message) {
    ObjectNode body =
        Json.object()
            .put("status", "error")
            .put("message", "The request is not valid")
            .put("correlationId", UUID.randomUUID().toString());
    body.putArray("errors").addObject().put("message", message).put("errorType", errorType);
    return Reply.json(status, body);
  }

  private Reply list(Request request, Map<String, String> path) {
    int limit = Inputs.limit(request.param("limit"), PAGE_USUAL, PAGE_MAX);
    int from = (int) Inputs.cursor(request.param("after"));
    return portal.locked(
        () -> {
          Forms.Form form = portal.forms().find(path.getOrDefault("formId", ""));
          if (form == null) {
            throw ApiProblem.notFound();
          }
          ArrayNode results = Json.array();
          int to = Math.min(form.submissions.size(), from + limit);
          for (Forms.Submission submission : form.submissions.subList(Math.min(from, to), to)) {
            results.add(json(submission));
          }
          ObjectNode page = Json.object().set("results", results);
          if (to < form.submissions.size()) {
            page.putObject("paging").putObject("next").put("after", Integer.toString(to));
          }
          return Reply.json(200, page, results.size());
        });
  }

  private static ObjectNode json(Forms.Submission submission) {
    ObjectNode json =
        Json.object()
            .put("conversionId", submission.id())
            .put("submittedAt", submission.at().toEpochMilli());
    ArrayNode values = json.putArray("values");
    submission
        .values()
        .forEach(
            (name, value) ->
                values.add(
                    Json.object()
                        .put("name", name)
                        .put("value", value)
                        .put("objectTypeId", ObjectKind.CONTACTS.typeId())));
    return json.put("pageUrl", submission.pageUrl());
  }
}
