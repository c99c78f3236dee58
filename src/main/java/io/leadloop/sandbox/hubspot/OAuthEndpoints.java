package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An app's way to access tokens: by the code of its installation, and by its refresh token. */
final class OAuthEndpoints {
  private static final String USER = "ana@leadloop.example";
  private static final long USER_ID = 101;
  private static final String DOMAIN = "sandbox.example";

  private final HubSpotPortal portal;

  private OAuthEndpoints(HubSpotPortal portal) {
    this.portal = portal;
  }

  static void add(Router router, HubSpotPortal portal) {
    OAuthEndpoints endpoints = new OAuthEndpoints(portal);
    for (String version : List.of("v1", "v3", "2026-03", "2026-09")) {
      boolean inBodyOnly = !version.equals("v1");
      router.on(
          "POST",
          "/oauth/" + version + "/token",
          (request, path) -> endpoints.token(request, inBodyOnly));
    }
    router
        .on("GET", "/oauth/v1/access-tokens/{token}", (request, path) -> endpoints.access(path))
        .on("GET", "/oauth/v1/refresh-tokens/{token}", (request, path) -> endpoints.refresh(path))
        .on(
            "DELETE",
            "/oauth/v1/refresh-tokens/{token}",
            (request, path) -> endpoints.forget(path));
  }

  /** The oldest version took the parameters in the query too; the others do not. */
  private Reply token(Request request, boolean inBodyOnly) {
    Map<String, List<String>> form =
        Request.form(new String(request.body(), StandardCharsets.UTF_8));
    Params params =
        name -> {
          List<String> values = form.get(name);
          String inQuery = inBodyOnly ? null : request.param(name);
          return values == null || values.isEmpty()
              ? (inQuery == null ? "" : inQuery)
              : values.get(0);
        };
    if (!params.get("client_id").equals(HubSpotSandbox.CLIENT_ID)) {
      return refused("BAD_CLIENT_ID", "missing or unknown client id");
    }
    if (!params.get("client_secret").equals(HubSpotSandbox.CLIENT_SECRET)) {
      return refused("BAD_CLIENT_SECRET", "missing or invalid client secret");
    }
    AccessTokens tokens = portal.tokens();
    switch (params.get("grant_type")) {
      case "refresh_token" -> {
        String refresh = params.get("refresh_token");
        return tokens.knowsRefreshToken(refresh)
            ? granted(refresh, inBodyOnly)
            : refused("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
      }
      case "authorization_code" -> {
        return tokens.takeCode(params.get("code"))
            ? granted(HubSpotSandbox.REFRESH_TOKEN, inBodyOnly)
            : refused("BAD_AUTH_CODE", "missing or unknown auth code");
      }
      default -> {
        return refused("BAD_GRANT_TYPE", "missing or unknown grant type");
      }
    }
  }

  @FunctionalInterface
  private interface Params {
    String get(String name);
  }

  private Reply granted(String refreshToken, boolean withAccount) {
    ObjectNode body =
        Json.object()
            .put("token_type", "bearer")
            .put("refresh_token", refreshToken)
            .put("access_token", portal.tokens().issue())
            .put("expires_in", AccessTokens.LIFE.toSeconds());
    if (withAccount) {
      body.put("hub_id", HubSpotPortal.PORTAL_ID).put("user_id", USER_ID);
      body.set("scopes", scopes());
    }
    return Reply.json(200, body);
  }

  private Reply access(Map<String, String> path) {
    String token = path.getOrDefault("token", "");
    Grant grant = portal.tokens().grant(token);
    if (grant == null || grant.expiresAt() == null || grant.isExpired(portal.now())) {
      throw ApiProblem.of(404, null, "access token does not exist or is expired");
    }
    long left = Duration.between(portal.now(), grant.expiresAt()).toSeconds();
    ObjectNode body = account(token).put("app_id", AccessTokens.APP_ID).put("expires_in", left);
    return Reply.json(200, body.put("token_type", "access"));
  }

  private Reply refresh(Map<String, String> path) {
    String token = path.getOrDefault("token", "");
    if (!portal.tokens().knowsRefreshToken(token)) {
      throw ApiProblem.of(404, null, "refresh token does not exist");
    }
    return Reply.json(
        200,
        account(token).put("client_id", HubSpotSandbox.CLIENT_ID).put("token_type", "refresh"));
  }

  private Reply forget(Map<String, String> path) {
    portal.tokens().revokeRefreshToken(path.getOrDefault("token", ""));
    return Reply.noContent();
  }

  private ObjectNode account(String token) {
    ObjectNode body =
        Json.object()
            .put("token", token)
            .put("user", USER)
            .put("hub_domain", DOMAIN)
            .put("hub_id", HubSpotPortal.PORTAL_ID)
            .put("user_id", USER_ID);
    body.set("scopes", scopes());
    return body;
  }

  private ArrayNode scopes() {
    ArrayNode scopes = Json.array();
    portal.tokens().appScopes().forEach(scopes::add);
    return scopes;
  }

  private static Reply refused(String status, String message) {
    return Reply.json(400, Json.object().put("status", status).put("message", message));
  }
}
