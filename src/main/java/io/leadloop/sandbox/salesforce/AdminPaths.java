package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.MergeOutcome;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.RulesReader;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The control paths for what administrators set up and people do in the vendor's pages. */
final class AdminPaths {
  private final SalesforceOrg org;
  private final JwtBearer jwt;
  private final OAuth oauth;
  private final String personId;

  AdminPaths(SalesforceOrg org, JwtBearer jwt, OAuth oauth, String personId) {
    this.org = org;
    this.jwt = jwt;
    this.oauth = oauth;
    this.personId = personId;
  }

  void register(Router router) {
    router
        .on("PUT", "/_sandbox/rules", (request, none) -> safely(request, this::rules))
        .on("POST", "/_sandbox/certificate", (request, none) -> safely(request, this::trust))
        .on("POST", "/_sandbox/client-secret", (request, none) -> safely(request, this::rotate))
        .on("POST", "/_sandbox/merge", (request, none) -> safely(request, this::merge))
        .on("POST", "/_sandbox/undelete", (request, none) -> safely(request, this::undelete));
  }

  private static Reply safely(Request request, Function<JsonNode, Reply> action) {
    try {
      return action.apply(request.json());
    } catch (MalformedBody | IllegalArgumentException e) {
      return Control.problem(400, String.valueOf(e.getMessage()));
    } catch (ApiError e) {
      return Control.problem(400, e.errorCode() + ": " + e.text());
    }
  }

  private Reply rules(JsonNode body) {
    org.replaceRules(RulesReader.read(body));
    return Reply.noContent();
  }

  private Reply trust(JsonNode body) {
    jwt.trust(
        body.path("client_id").asText(SalesforceSandbox.CLIENT_ID),
        PemKey.read(body.path("pem").asText()));
    return Reply.noContent();
  }

  /** {@code {"client_id"?, "secret"}}: the app's old secret is not taken any more. */
  private Reply rotate(JsonNode body) {
    String secret = body.path("secret").asText();
    String id = body.path("client_id").asText(SalesforceSandbox.CLIENT_ID);
    if (secret.isBlank() || !oauth.changeSecret(id, secret)) {
      throw new IllegalArgumentException("secret is missing, or there is no such client_id");
    }
    return Reply.noContent();
  }

  private Reply merge(JsonNode body) {
    ObjectDefinition object = org.schema().object(body.path("object").asText());
    if (object == null) {
      throw new ApiError(400, "INVALID_TYPE", "no object is called " + body.path("object"));
    }
    List<String> losers = new ArrayList<>();
    body.path("mergedIds").forEach(id -> losers.add(id.asText()));
    return org.call(
        personId,
        access -> {
          JsonNode fields = body.has("fields") ? body.get("fields") : Json.object();
          MergeOutcome outcome =
              access.merge(body.path("id").asText(), access.changes(object, fields), losers);
          if (!outcome.master().success()) {
            access.rollBack();
          }
          return told(outcome.master());
        });
  }

  private Reply undelete(JsonNode body) {
    ArrayNode results = Json.array();
    for (JsonNode id : body.path("ids")) {
      results.add(Outcomes.json(org.call(personId, access -> access.undelete(id.asText())), false));
    }
    return Reply.json(200, results);
  }

  private static Reply told(SaveOutcome outcome) {
    ObjectNode told = Outcomes.json(outcome, false);
    return Reply.json(outcome.success() ? 200 : 400, told);
  }
}
