package io.leadloop.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What both vendors build on: port, router, call log, clock and control paths. */
class KernelTest {
  private final SandboxClock clock = new SandboxClock(() -> Instant.parse("2026-11-21T10:00:00Z"));
  private final CallLog calls = new CallLog(3);
  private final AtomicInteger resets = new AtomicInteger();
  private final Router vendor =
      new Router((request, none) -> Reply.text(404, "text/plain", "unknown"))
          .on("GET", "/things/{id}", (request, path) -> text("thing " + path.get("id")))
          .on("POST", "/things/search", (request, path) -> text("search").withRecords(7))
          .on("GET", "/things/{id}/parts/{part}", (request, path) -> text(path.toString()))
          .on(
              "GET",
              "/broken",
              (request, path) -> {
                throw new IllegalStateException("broken on purpose");
              });
  private final HttpPort port =
      HttpPort.open(
          0,
          "--some-port",
          vendor::route,
          Control.router(clock, calls, resets::incrementAndGet, () -> Json.object().put("a", 1)),
          calls,
          clock);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void literalSegmentWinsOverVariableButOnlyForItsMethod() throws Exception {
    assertThat(send("POST", "/things/search", "").body()).isEqualTo("search");
    assertThat(send("GET", "/things/search", "").body()).isEqualTo("thing search");
    assertThat(send("GET", "/things/a%2Fb%20c", "").body()).isEqualTo("thing a/b c");
  }

  @Test
  void unknownPathGoesToTheVendorsFallback() throws Exception {
    assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/things/1", "").body()).isEqualTo("unknown");
  }

  @Test
  void handlerThatThrowsAnswers500AndThePortLivesOn() throws Exception {
    assertThat(send("GET", "/broken", "").statusCode()).isEqualTo(500);
    assertThat(send("GET", "/things/1", "").statusCode()).isEqualTo(200);
  }

  @Test
  void callLogKeepsTheNewestAndLeavesControlOut() throws Exception {
    for (int i = 0; i < 4; i++) {
      send("GET", "/things/" + i + "?secret=1", "");
    }
    send("POST", "/things/search", "");
    JsonNode listed = Json.parse(send("GET", "/_sandbox/calls?since=3", "").body().getBytes(UTF_8));
    assertThat(listed.get("calls")).hasSize(2);
    assertThat(listed.at("/calls/0/path").asText()).isEqualTo("/things/3");
    assertThat(listed.at("/calls/1/records").asInt()).isEqualTo(7);
    assertThat(calls.since(0)).hasSize(3);
    assertThat(send("DELETE", "/_sandbox/calls", "").statusCode()).isEqualTo(204);
    assertThat(calls.since(0)).isEmpty();
    assertThat(calls.append(clock.instant(), "GET", "/x", 200, 0).number()).isEqualTo(6);
  }

  @Test
  void clockMovesByDurationOrToAnInstant() throws Exception {
    assertThat(send("POST", "/_sandbox/clock", "{\"advance\":\"PT10M\"}").body())
        .isEqualTo("{\"now\":\"2026-11-21T10:10:00Z\"}");
    send("POST", "/_sandbox/clock", "{\"set\":\"2027-01-01T00:00:00Z\"}");
    assertThat(clock.instant()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    clock.advance(Duration.ofSeconds(-1));
    assertThat(send("GET", "/_sandbox/clock", "").body()).contains("2026-12-31T23:59:59Z");
    assertThat(send("POST", "/_sandbox/clock", "{\"advance\":\"soon\"}").statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "/_sandbox/clock", "not json").statusCode()).isEqualTo(400);
  }

  @Test
  void resetAndDumpAreTheVendors() throws Exception {
    assertThat(send("POST", "/_sandbox/reset", "").statusCode()).isEqualTo(204);
    assertThat(resets).hasValue(1);
    assertThat(send("GET", "/_sandbox/dump", "").body()).isEqualTo("{\"a\":1}");
    assertThat(send("GET", "/_sandbox/other", "").statusCode()).isEqualTo(404);
  }

  @Test
  void portInUseSaysWhichOptionChoosesAnother() {
    assertThatThrownBy(
            () -> HttpPort.open(port.port(), "--hubspot-port", vendor::route, vendor, calls, clock))
        .isInstanceOf(PortInUse.class)
        .hasMessageStartingWith("port " + port.port() + " on 127.0.0.1 is in use: ")
        .hasMessageEndingWith(", choose another with --hubspot-port");
  }

  private static Reply text(String text) {
    return Reply.text(200, "text/plain", text);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(port.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
