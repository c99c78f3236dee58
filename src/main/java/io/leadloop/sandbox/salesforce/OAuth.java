package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth token and revoke endpoints with the flows that need no browser: client credentials,
 * user name and password, and JWT bearer. Thread-safe.
 */
final class OAuth {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** A connected app: its secret, and the user as whom it runs. */
  record Client(String secret, String userId) {}

  private final Sessions sessions;
  private final Map<String, Client> clients;
  private final Users users;
  private final JwtBearer jwt;
  private final Identity identity;
  private final InstantSource clock;

  OAuth(
      Sessions sessions,
      Map<String, Client> clients,
      Users users,
      JwtBearer jwt,
      Identity identity,
      InstantSource clock) {
    this.sessions = sessions;
    this.clients = new ConcurrentHashMap<>(clients);
    this.users = users;
    this.jwt = jwt;
    this.identity = identity;
    this.clock = clock;
  }

  /** Gives an app another secret, in place of its old one; false when there is no such app. */
  boolean changeSecret(String clientId, String secret) {
    return clients.computeIfPresent(clientId, (id, old) -> new Client(secret, old.userId()))
        != null;
  }

  /** POST /services/oauth2/token. */
  Reply token(Request request) {
    Map<String, String> form = form(request);
    String[] basic = basic(request.header("authorization"));
    String grant = form.getOrDefault("grant_type", "");
    if (grant.equals(JWT_BEARER)) {
      JwtBearer.Outcome outcome = jwt.check(form.get("assertion"));
      String userId = outcome.userId();
      return userId == null ? refused("invalid_grant", outcome.refusal()) : granted(userId);
    }
    if (!grant.equals("client_credentials") && !grant.equals("password")) {
      return refused("unsupported_grant_type", "grant type not supported");
    }
    String id = basic == null ? form.get("client_id") : basic[0];
    Client client = id == null ? null : clients.get(id);
    if (client == null) {
      return refused("invalid_client_id", "client identifier invalid");
    }
    String secret = basic == null ? form.get("client_secret") : basic[1];
    if (!client.secret().equals(secret)) {
      return refused("invalid_client", "invalid client credentials");
    }
    if (grant.equals("client_credentials")) {
      return granted(client.userId());
    }
    String userId = users.find(form.get("username"), form.get("password"));
    return userId == null ? refused("invalid_grant", "authentication failure") : granted(userId);
  }

  /** GET or POST /services/oauth2/revoke. */
  Reply revoke(Request request) {
    String token = request.param("token");
    if (token == null) {
      token = form(request).get("token");
    }
    if (token == null || !sessions.revoke(token)) {
      return refused("unsupported_token_type", "this token type is not supported");
    }
    return Reply.text(200, "text/plain", "");
  }

  private Reply granted(String userId) {
    Session session = sessions.login(userId);
    String id = identity.url(userId);
    String issuedAt = String.valueOf(clock.instant().toEpochMilli());
    ObjectNode answer =
        Json.object()
            .put("access_token", session.token())
            .put("signature", Sessions.digest(id + issuedAt))
            .put("scope", "api")
            .put("instance_url", identity.baseUrl())
            .put("id", id)
            .put("token_type", "Bearer")
            .put("issued_at", issuedAt);
    return Reply.json(200, answer)
        .withHeader("Cache-Control", "no-cache,must-revalidate,max-age=0,no-store,private");
  }

  private static Reply refused(String error, String description) {
    return Reply.json(400, Json.object().put("error", error).put("error_description", description));
  }

  private static Map<String, String> form(Request request) {
    return UrlText.parameters(new String(request.body(), StandardCharsets.UTF_8));
  }

  /** Client id and secret of a Basic header; null when there is none. */
  private static String @Nullable [] basic(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
