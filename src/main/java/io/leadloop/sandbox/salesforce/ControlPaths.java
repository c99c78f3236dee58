package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.ConversionRequest;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The control paths that only Salesforce has: what persons and time do in a real org. */
final class ControlPaths {
  private static final List<String> CONVERTED =
      List.of("ConvertedAccountId", "ConvertedContactId", "ConvertedOpportunityId");

  private final SalesforceOrg org;
  private final Sessions sessions;
  private final String personId;

  ControlPaths(SalesforceOrg org, Sessions sessions, String personId) {
    this.org = org;
    this.sessions = sessions;
    this.personId = personId;
  }

  void register(Router router) {
    router
        .on("POST", "/_sandbox/convert", (request, none) -> safely(request, this::convert))
        .on("POST", "/_sandbox/lock", (request, none) -> safely(request, this::lock))
        .on("POST", "/_sandbox/slow-edit", (request, none) -> safely(request, this::slowEdit))
        .on("POST", "/_sandbox/expire-tokens", (request, none) -> expireTokens());
  }

  private static Reply safely(Request request, Function<JsonNode, Reply> action) {
    try {
      return action.apply(request.json());
    } catch (MalformedBody e) {
      return Control.problem(400, String.valueOf(e.getMessage()));
    } catch (ApiError e) {
      return Control.problem(400, e.errorCode() + ": " + e.text());
    }
  }

  private Reply convert(JsonNode body) {
    ConversionRequest request =
        new ConversionRequest(
            text(body, "leadId"),
            body.path("createOpportunity").asBoolean(false),
            optional(body, "accountId"),
            optional(body, "contactId"));
    ObjectDefinition leads = object("Lead");
    String user = user(body);
    return org.call(
        user,
        access -> {
          SaveOutcome outcome = access.convert(request);
          if (!outcome.success()) {
            access.rollBack();
            return refused(outcome);
          }
          ObjectNode lead = access.record(leads, request.leadId(), CONVERTED, "v68.0");
          ObjectNode answer = Json.object().put("leadId", outcome.id());
          if (lead != null) {
            answer.set("accountId", lead.get("ConvertedAccountId"));
            answer.set("contactId", lead.get("ConvertedContactId"));
            answer.set("opportunityId", lead.get("ConvertedOpportunityId"));
          }
          return Reply.json(200, answer);
        });
  }

  private Reply lock(JsonNode body) {
    org.lock(text(body, "id"), Duration.ofMillis(body.path("millis").asLong()));
    return Reply.noContent();
  }

  private Reply slowEdit(JsonNode body) {
    Changes changes = Changes.read(object(text(body, "object")), body.path("fields"));
    Duration after = Duration.ofMillis(body.path("commitAfterMillis").asLong());
    String id = text(body, "id");
    SaveOutcome outcome = org.slowCall(user(body), after, access -> access.update(id, changes));
    return outcome.success() ? Reply.json(202, Outcomes.json(outcome, false)) : refused(outcome);
  }

  private Reply expireTokens() {
    return Reply.json(200, Json.object().put("expired", sessions.expireAll()));
  }

  private String user(JsonNode body) {
    String email = optional(body, "as");
    try {
      return email == null ? personId : org.userId(email);
    } catch (IllegalArgumentException e) {
      throw new ApiError(400, "INVALID_ARGUMENT", String.valueOf(e.getMessage()));
    }
  }

  private ObjectDefinition object(String name) {
    ObjectDefinition object = org.schema().object(name);
    if (object == null) {
      throw new ApiError(400, "INVALID_TYPE", "no object is called " + name);
    }
    return object;
  }

  private static Reply refused(SaveOutcome outcome) {
    return Reply.json(400, Outcomes.json(outcome, false));
  }

  private static String text(JsonNode body, String name) {
    String value = optional(body, name);
    if (value == null) {
      throw new ApiError(400, "INVALID_ARGUMENT", name + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode body, String name) {
    return body.hasNonNull(name) ? body.get(name).asText() : null;
  }
}
