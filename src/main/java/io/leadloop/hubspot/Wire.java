package io.leadloop.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.lead.Side;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.DailyBudget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt at a call over HTTP and says exactly what is known of it afterwards.
 * Thread-safe.
 */
final class Wire {
  /** The whole answer to a deletion. */
  private static final int NO_CONTENT = 204;

  private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

  private final HubSpotSettings settings;
  private final ObjectMapper json;
  private final CallLog calls;
  private final DailyBudget budget;
  private final OkHttpClient http;
  private final AtomicReference<@Nullable Instant> answeredAt = new AtomicReference<>();

  /**
   * @param calls is told how many calls of the day are left
   * @param budget too
   */
  Wire(HubSpotSettings settings, ObjectMapper json, CallLog calls, DailyBudget budget) {
    this.budget = budget;
    this.calls = calls;
    this.settings = settings;
    this.json = json;
    // Whether a call may be made again is decided in one place, and not by the connection pool.
    this.http =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(settings.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS)
            .readTimeout(settings.timeouts().read().toMillis(), TimeUnit.MILLISECONDS)
            .writeTimeout(settings.timeouts().read().toMillis(), TimeUnit.MILLISECONDS)
            .callTimeout(settings.timeouts().call().toMillis(), TimeUnit.MILLISECONDS)
            .build();
  }

  /**
   * @param arrived run when the answer begins: to read a long one takes a while, and how long is
   *     HubSpot's business no more
   */
  Attempt attempt(Call call, String token, Runnable arrived) {
    HttpUrl url = HttpUrl.parse(settings.baseUrl() + call.path());
    if (url == null) {
      return new Attempt.NotSent(
          Kind.QUESTION, "BAD_URL", "\"" + settings.baseUrl() + "\" is no HTTP address", null);
    }
    OneShotBody body = call.body() == null ? null : new OneShotBody(bytes(call.body()));
    Request request;
    try {
      request = request(url, body, token);
    } catch (IllegalArgumentException e) {
      // OkHttp's message may quote what it refused, so it goes no further.
      return new Attempt.NotSent(
          Kind.CREDENTIALS, Codes.NO_TOKEN, "the access token is missing or is no token", null);
    }
    try (Response response = http.newCall(request).execute()) {
      arrived.run();
      return answered(response);
    } catch (IOException e) {
      return isUnsent(e, body)
          ? new Attempt.NotSent(Kind.UNAVAILABLE, Codes.CONNECT, "no connection: " + name(e), e)
          : new Attempt.Lost(Kind.UNAVAILABLE, Codes.LOST, "no whole answer: " + name(e), e);
    }
  }

  /** Lets go of the idle connections and threads. */
  void close() {
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static Request request(HttpUrl url, @Nullable OneShotBody body, String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("no access token");
    }
    Request.Builder builder =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + token.strip())
            .header("Accept", "application/json")
            .header("User-Agent", "leadloop");
    return (body == null ? builder.get() : builder.post(body)).build();
  }

  /** The header {@code Date} of the last answer; empty when it had none. */
  Optional<Instant> lastAnsweredAt() {
    return Optional.ofNullable(answeredAt.get());
  }

  private Attempt answered(Response response) throws IOException {
    Date date = response.headers().getDate("Date");
    answeredAt.set(date == null ? null : date.toInstant());
    tellBudget(response);
    int status = response.code();
    byte[] bytes = bounded(response.body().source());
    if (bytes == null) {
      return new Attempt.Lost(
          Kind.GARBLED,
          Codes.GARBLED,
          "the answer is longer than " + settings.answerBytesMax() + " bytes",
          null);
    }
    JsonNode body = status == NO_CONTENT ? json.createObjectNode() : parsed(bytes);
    boolean success = status >= 200 && status < 300;
    if ((success && !body.isObject()) || (status >= 300 && status < 400)) {
      return new Attempt.Lost(
          Kind.GARBLED,
          Codes.GARBLED,
          "status " + status + " with " + bytes.length + " bytes that are no JSON object",
          null);
    }
    return new Attempt.Answered(status, body, retryAfter(response.header("Retry-After")));
  }

  /** Searches carry neither header. */
  private void tellBudget(Response response) {
    String left = response.header("X-HubSpot-RateLimit-Daily-Remaining", "");
    String max = response.header("X-HubSpot-RateLimit-Daily", "");
    if (COUNT.matcher(left).matches() && COUNT.matcher(max).matches()) {
      calls.left(Side.HUBSPOT, Long.parseLong(left), Long.parseLong(max));
      budget.left(Long.parseLong(left), Long.parseLong(max));
    }
  }

  private byte @Nullable [] bounded(BufferedSource source) throws IOException {
    return source.request(settings.answerBytesMax() + 1) ? null : source.readByteArray();
  }

  private JsonNode parsed(byte[] bytes) throws IOException {
    try {
      JsonNode node = json.readTree(bytes);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private byte[] bytes(JsonNode node) {
    try {
      return json.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can always be written.", e);
    }
  }

  /** A question without a body has no effect that could be lost; its fate does not matter. */
  private static boolean isUnsent(IOException e, @Nullable OneShotBody body) {
    if (body != null) {
      return !body.begun();
    }
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e instanceof SSLHandshakeException;
  }

  private static String name(IOException e) {
    return e.getClass().getSimpleName();
  }

  private static @Nullable Duration retryAfter(@Nullable String header) {
    return header != null && header.strip().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header.strip()))
        : null;
  }
}
