package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A HubSpot sandbox whose clock stands still, and a client that knows nothing of its code. */
final class SandboxFixture implements AutoCloseable {
  static final String CONTACTS = "/crm/objects/2026-09/contacts";
  static final String NOTES = "/crm/objects/2026-09/notes";
  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final HubSpotSandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();

  private SandboxFixture(HubSpotSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Without limits and without lag. */
  static SandboxFixture plain() {
    return with(options().withRealLimits(false).withLagMillis(0));
  }

  static SandboxFixture with(HubSpotOptions options) {
    return new SandboxFixture(HubSpotSandbox.start(options));
  }

  static SandboxFixture with(HubSpotOptions options, PortalLoader loader) {
    return new SandboxFixture(HubSpotSandbox.start(options, loader));
  }

  static HubSpotOptions options() {
    return HubSpotOptions.usual(new SandboxClock(() -> START)).withPort(0);
  }

  /** A status, headers and a body as JSON (missing when it is not JSON) and as text. */
  record Answer(int status, HttpHeaders headers, JsonNode body, String text) {
    JsonNode at(String pointer) {
      return body.at(pointer);
    }
  }

  Answer get(String path) {
    return send("GET", path, null, HubSpotSandbox.TOKEN);
  }

  Answer delete(String path) {
    return send("DELETE", path, null, HubSpotSandbox.TOKEN);
  }

  Answer post(String path, String body) {
    return send("POST", path, body.replace('\'', '"'), HubSpotSandbox.TOKEN);
  }

  Answer post(String path, JsonNode body) {
    return send("POST", path, body.toString(), HubSpotSandbox.TOKEN);
  }

  Answer put(String path, String body) {
    return send("PUT", path, body.replace('\'', '"'), HubSpotSandbox.TOKEN);
  }

  /** Sends to a control path. */
  Answer control(String method, String path, String body) {
    return send(method, "/_sandbox/" + path, body.replace('\'', '"'), null);
  }

  Answer patch(String path, String body) {
    return send("PATCH", path, body.replace('\'', '"'), HubSpotSandbox.TOKEN);
  }

  Answer send(String method, String path, String body, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    try {
      HttpResponse<String> reply =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      boolean json =
          reply.headers().firstValue("content-type").orElse("").startsWith("application/json");
      JsonNode tree = json ? MAPPER.readTree(reply.body()) : MAPPER.missingNode();
      return new Answer(reply.statusCode(), reply.headers(), tree, reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates a contact and returns its id. */
  String contact(String email, String... more) {
    ObjectNode properties = Json.object().put("email", email);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    Answer created = post(CONTACTS, Json.object().set("properties", properties));
    if (created.status() != 201) {
      throw new AssertionError(created.text());
    }
    return created.at("/id").asText();
  }

  /** Writes a note on a contact and returns its id. */
  String note(String contact, String text) {
    String body =
        "{'properties':{'hs_timestamp':'2026-11-21T10:00:00Z','hs_note_body':'%s'},'associations':[{'to':{'id':'%s'},'types':[{'associationCategory':'HUBSPOT_DEFINED','associationTypeId':202}]}]}"
            .formatted(text, contact);
    Answer created = post(NOTES, body);
    if (created.status() != 201) {
      throw new AssertionError(created.text());
    }
    return created.at("/id").asText();
  }

  /** Reads some properties of a contact. */
  JsonNode read(String id, String properties) {
    return get(CONTACTS + "/" + id + "?properties=" + properties).at("/properties");
  }

  void edit(String body) {
    Answer edited = send("POST", "/_sandbox/edit", body.replace('\'', '"'), null);
    if (edited.status() != 200) {
      throw new AssertionError(edited.text());
    }
  }

  void advance(Duration step) {
    sandbox.clock().advance(step);
  }

  static ArrayNode array() {
    return Json.array();
  }

  static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
