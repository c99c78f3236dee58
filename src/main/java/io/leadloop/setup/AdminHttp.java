package io.leadloop.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.lead.Side;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The few calls of an administrator: one after the other, each made once. Follows no redirect, so
 * that a token goes nowhere but where it was meant to go. Thread-safe.
 */
public final class AdminHttp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .followRedirects(false)
          .followSslRedirects(false)
          .callTimeout(TIMEOUT)
          .readTimeout(TIMEOUT)
          .build();

  /**
   * An answer.
   *
   * @param body missing when it is empty or no JSON
   */
  record Reply(int status, JsonNode body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /**
   * Asks with a bearer token.
   *
   * @throws Refused when no answer came
   */
  Reply get(Side side, URI base, String path, String token) {
    return send(side, bearer(base, path, token).get().build());
  }

  /**
   * Sends JSON with a bearer token.
   *
   * @throws Refused when no answer came
   */
  Reply send(Side side, String method, URI base, String path, String token, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return send(
        side,
        bearer(base, path, token).method(method, RequestBody.create(bytes, JSON_TYPE)).build());
  }

  /**
   * Posts a form without a token.
   *
   * @throws Refused when no answer came
   */
  Reply form(Side side, URI base, String path, Map<String, String> fields) {
    FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
    fields.forEach(form::add);
    return send(side, new Request.Builder().url(base + path).post(form.build()).build());
  }

  private static Request.Builder bearer(URI base, String path, String token) {
    return new Request.Builder().url(base + path).header("Authorization", "Bearer " + token);
  }

  private Reply send(Side side, Request request) {
    try (Response response = http.newCall(request).execute()) {
      return new Reply(response.code(), parse(response.body().string()));
    } catch (IOException e) {
      throw new Refused(
          side,
          "%s %s: no answer from %s (%s)."
              .formatted(
                  request.method(),
                  request.url().encodedPath(),
                  request.url().host(),
                  e.getClass().getSimpleName()),
          "Check the address in config/leadloop.yaml and the network. It is safe to run setup"
              + " again.");
    }
  }

  private static JsonNode parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
