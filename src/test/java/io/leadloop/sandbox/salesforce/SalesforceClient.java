package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plain HTTP client of a sandbox, logged in by client credentials. */
final class SalesforceClient {
  static final String API = "/services/data/v65.0";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String baseUrl;
  private final Map<String, String> headers = new LinkedHashMap<>();

  SalesforceClient(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** A client that has logged in as the integration user. */
  static SalesforceClient integration(SalesforceSandbox sandbox) {
    return new SalesforceClient(sandbox.baseUrl())
        .login(SalesforceSandbox.CLIENT_ID, SalesforceSandbox.CLIENT_SECRET);
  }

  /** A client that has logged in as a person. */
  static SalesforceClient person(SalesforceSandbox sandbox) {
    return new SalesforceClient(sandbox.baseUrl())
        .login(SalesforceSandbox.PERSON_ID, SalesforceSandbox.PERSON_SECRET);
  }

  record Reply(int status, JsonNode body, Map<String, String> headers) {
    /** The error code of a refused call. */
    String errorCode() {
      return body.path(0).path("errorCode").asText();
    }

    String message() {
      return body.path(0).path("message").asText();
    }
  }

  SalesforceClient login(String id, String secret) {
    JsonNode answer =
        form("grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret);
    headers.put("Authorization", "Bearer " + answer.get("access_token").asText());
    return this;
  }

  SalesforceClient with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The answer of the token endpoint. */
  JsonNode form(String form) {
    return send(
            "POST",
            "/services/oauth2/token",
            form,
            Map.of("Content-Type", "application/x-www-form-urlencoded"))
        .body();
  }

  Reply get(String path) {
    return send("GET", path, "", headers);
  }

  Reply post(String path, String json) {
    return send("POST", path, json, json(headers));
  }

  Reply patch(String path, String json) {
    return send("PATCH", path, json, json(headers));
  }

  Reply delete(String path) {
    return send("DELETE", path, "", headers);
  }

  Reply query(String soql) {
    return get(API + "/query?q=" + encode(soql));
  }

  Reply control(String path, String json) {
    return send("POST", "/_sandbox/" + path, json, Map.of());
  }

  /** Creates a record and gives its id. */
  String create(String object, String json) {
    Reply reply = post(API + "/sobjects/" + object, json);
    if (reply.status() != 201) {
      throw new AssertionError(reply.toString());
    }
    return reply.body().get("id").asText();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> json(Map<String, String> headers) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put("Content-Type", "application/json");
    return more;
  }

  Reply send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> received = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
      boolean json =
          response.headers().firstValue("content-type").orElse("").startsWith("application/json");
      return new Reply(
          response.statusCode(), Json.parse(json ? response.body() : new byte[0]), received);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
