package io.leadloop.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.hubspot.HubSpotSettings.Timeouts;
import io.leadloop.sync.CrmException.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/**
 * Asks HubSpot once for a new access token: {@code POST /oauth/2026-09/token} with all parameters
 * in the body, where no proxy writes them into a log. Thread-safe.
 */
final class TokenRequest {
  private static final long ANSWER_BYTES_MAX = 64L << 10;
  private static final long LIFE_SECONDS_MAX = 86_400;
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");

  private final String url;
  private final OkHttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  TokenRequest(URI baseUrl, String apiVersion, Timeouts timeouts) {
    this.url = baseUrl + "/oauth/" + apiVersion + "/token";
    // A login is rare: a connection kept open for it would be closed by then.
    this.http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(timeouts.read().toMillis(), TimeUnit.MILLISECONDS)
            .callTimeout(timeouts.call().toMillis(), TimeUnit.MILLISECONDS)
            .build();
  }

  /**
   * A new access token.
   *
   * @param life from now on
   */
  record Grant(String token, Duration life) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Grant[life=" + life + "]";
    }
  }

  /**
   * Makes the request.
   *
   * @throws NoAccess in every case but a new token
   */
  Grant ask(OAuthApp.Login login) {
    FormBody body =
        new FormBody.Builder()
            .add("grant_type", "refresh_token")
            .add("client_id", login.clientId())
            .add("client_secret", login.clientSecret())
            .add("refresh_token", login.refreshToken())
            .build();
    Request request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .header("User-Agent", "leadloop")
            .post(body)
            .build();
    try (Response response = http.newCall(request).execute()) {
      BufferedSource source = response.body().source();
      ByteString start =
          source.request(ANSWER_BYTES_MAX + 1) ? ByteString.EMPTY : source.readByteString();
      return judged(response.code(), parsed(start));
    } catch (IOException e) {
      throw new NoAccess(
          Kind.UNAVAILABLE,
          Codes.CONNECT,
          "no access token could be fetched: " + e.getClass().getSimpleName());
    }
  }

  private static Grant judged(int status, JsonNode body) {
    if (status == 200) {
      String token = body.path("access_token").asText("");
      long seconds = body.path("expires_in").asLong(0);
      if (!TOKEN.matcher(token).matches() || seconds <= 0 || seconds > LIFE_SECONDS_MAX) {
        throw new NoAccess(
            Kind.GARBLED, Codes.GARBLED, "the answer to the login holds no access token");
      }
      return new Grant(token, Duration.ofSeconds(seconds));
    }
    if (status == 429) {
      throw new NoAccess(Kind.LIMIT, "LOGIN_429", "too many logins (status 429)");
    }
    if (status >= 500 || status == 408) {
      throw new NoAccess(
          Kind.UNAVAILABLE, Codes.CONNECT, "no access token could be fetched: status " + status);
    }
    if (status < 400) {
      throw new NoAccess(
          Kind.GARBLED, Codes.GARBLED, "the login was answered with status " + status);
    }
    throw refused(status, body);
  }

  /**
   * HubSpot names what it refused by a word in {@code status}, or in {@code error} as OAuth does.
   */
  private static NoAccess refused(int status, JsonNode body) {
    String said = body.path("status").asText(body.path("error").asText(""));
    String code = WORD.matcher(said).matches() ? said : "LOGIN_" + status;
    String why =
        switch (code) {
          case "BAD_REFRESH_TOKEN", "invalid_grant" ->
              "HubSpot refused the refresh token: the app was uninstalled, or the token is not this"
                  + " app's. Install the app again and put its new refresh token where"
                  + " hubspot.refresh_token_file or refresh_token_env says";
          case "BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "invalid_client" ->
              "HubSpot refused the client id or the client secret of the app (" + code + ")";
          default -> "HubSpot refused the login of the app (" + code + ", status " + status + ")";
        };
    return new NoAccess(Kind.CREDENTIALS, code, why);
  }

  private JsonNode parsed(ByteString text) throws IOException {
    try {
      JsonNode node = json.readTree(text.toByteArray());
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
