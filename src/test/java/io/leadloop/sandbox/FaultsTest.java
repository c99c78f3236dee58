package io.leadloop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that go wrong by a plan: which, how, before or after their effect. */
class FaultsTest {
  private final SandboxClock clock = new SandboxClock(() -> Instant.parse("2026-11-21T10:00:00Z"));
  private final CallLog calls = new CallLog();
  private final AtomicInteger effects = new AtomicInteger();
  private final Router vendor =
      new Router((request, none) -> Reply.text(404, "text/plain", "unknown"))
          .on("POST", "/things/{id}", (request, path) -> effect())
          .on("POST", "/things/{id}/parts", (request, path) -> effect());
  private final HttpPort port =
      HttpPort.open(
          0,
          "--some-port",
          vendor::route,
          Control.router(clock, calls, () -> {}, Json::object),
          calls,
          clock);
  private final HttpClient client = HttpClient.newHttpClient();

  private Reply effect() {
    return Reply.text(200, "text/plain", "done " + effects.incrementAndGet());
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void nthCallIsStruckAndNoOther() throws Exception {
    use(
        "{path: /things/*, nth: 2, fault: status, status: 503, body: '{\"a\":1}', headers: {X-A: b}}");
    assertThat(post("/things/1").statusCode()).isEqualTo(200);
    HttpResponse<String> struck = post("/things/2");
    assertThat(struck.statusCode()).isEqualTo(503);
    assertThat(struck.body()).isEqualTo("{\"a\":1}");
    assertThat(struck.headers().firstValue("X-A")).contains("b");
    assertThat(post("/things/3").statusCode()).isEqualTo(200);
    assertThat(effects).hasValue(2);
    assertThat(calls.since(0)).extracting(Call::status).containsExactly(200, 503, 200);
  }

  @Test
  void oneStarStaysWithinASegmentAndTwoDoNot() throws Exception {
    use("{path: /things/*, fault: status, status: 500}");
    assertThat(post("/things/1/parts").statusCode()).isEqualTo(200);
    assertThat(post("/things/1").statusCode()).isEqualTo(500);
    use("{path: /things/**, method: POST, fault: status, status: 500}");
    assertThat(post("/things/1/parts").statusCode()).isEqualTo(500);
    use("{path: /things/**, method: GET, fault: status, status: 500}");
    assertThat(post("/things/1/parts").statusCode()).isEqualTo(200);
  }

  @Test
  void everyAndTimesLimitHowOften() throws Exception {
    use("{path: /things/*, every: 2, times: 1, fault: status, status: 500}");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      statuses.add(post("/things/1").statusCode());
    }
    assertThat(statuses).containsExactly(200, 500, 200, 200, 200, 200);
  }

  @Test
  void shareIsTheSameForTheSameSeed() throws Exception {
    List<List<Integer>> runs = new ArrayList<>();
    for (int seed : new int[] {7, 7, 8}) {
      plan("seed: " + seed + "\nfaults: [{path: /**, share: 0.5, fault: status, status: 500}]");
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        statuses.add(post("/things/1").statusCode());
      }
      runs.add(statuses);
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2)).contains(200, 500);
  }

  @Test
  void resetBeforeHasNoEffectAndAfterHasIt() throws Exception {
    use("{path: /things/1, fault: reset}");
    assertThatThrownBy(() -> post("/things/1")).isInstanceOf(IOException.class);
    assertThat(effects).hasValue(0);
    use("{path: /things/1, fault: reset, effect: after}");
    assertThatThrownBy(() -> post("/things/1")).isInstanceOf(IOException.class);
    assertThat(effects).hasValue(1);
    assertThat(calls.since(0)).extracting(Call::status).containsExactly(0, 0);
  }

  @Test
  void truncatedBodyComesAfterTheEffect() throws Exception {
    use("{path: /things/1, nth: 1, fault: truncate}");
    assertThatThrownBy(() -> post("/things/1")).isInstanceOf(IOException.class);
    assertThat(effects).hasValue(1);
    assertThat(post("/things/1").body()).isEqualTo("done 2");
  }

  @Test
  void statusAfterTheEffectHidesTheAnswer() throws Exception {
    use("{path: /things/1, fault: status, status: 504, effect: after}");
    assertThat(post("/things/1").statusCode()).isEqualTo(504);
    assertThat(effects).hasValue(1);
  }

  @Test
  void callThatStandsForAPersonIsSparedAndNotCounted() throws Exception {
    use("{path: /things/1, nth: 1, fault: status, status: 500}");
    HttpRequest spared =
        HttpRequest.newBuilder(URI.create(port.baseUrl() + "/things/1"))
            .header(HttpPort.SPARED_HEADER, "true")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(client.send(spared, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(post("/things/1").statusCode()).isEqualTo(500);
  }

  @Test
  void delayedAnswerComes() throws Exception {
    use("{path: /things/1, fault: delay, delay_millis: 5}");
    assertThat(post("/things/1").body()).isEqualTo("done 1");
  }

  @Test
  void lockHoldsItsPathForTwoSecondsOfTheClock() throws Exception {
    use("{path: /things/*, nth: 1, fault: lock}");
    assertThat(post("/things/1").statusCode()).isEqualTo(423);
    assertThat(post("/things/2").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMillis(1_999));
    assertThat(post("/things/1").statusCode()).isEqualTo(423);
    clock.advance(Duration.ofMillis(1));
    assertThat(post("/things/1").statusCode()).isEqualTo(200);
  }

  @Test
  void planIsReadExchangedAndTakenAwayAtRunTime() throws Exception {
    use("{path: /things/*, nth: 1, fault: rate_limit}");
    assertThat(post("/things/1").statusCode()).isEqualTo(429);
    HttpResponse<String> told = send("GET", "/_sandbox/faults", "");
    assertThat(told.body())
        .isEqualTo(
            "{\"faults\":[{\"rule\":\"call 1 * /things/*: rate_limit before the effect\","
                + "\"calls\":1,\"struck\":1}]}");
    assertThat(send("DELETE", "/_sandbox/faults", "").statusCode()).isEqualTo(204);
    assertThat(send("GET", "/_sandbox/faults", "").body()).isEqualTo("{\"faults\":[]}");
    HttpResponse<String> json =
        send("POST", "/_sandbox/faults", "{\"faults\":[{\"path\":\"/**\",\"fault\":\"reset\"}]}");
    assertThat(json.statusCode()).isEqualTo(200);
  }

  @Test
  void everythingThatIsWrongWithAPlanIsSaidAtOnceWithItsPlace(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("plan.yaml");
    Files.writeString(
        file,
        """
        seeds: 1
        faults:
          - {path: things, fault: lok}
          - {fault: status}
          - {path: /a, nth: 1, every: 0, fault: delay, method: FETCH}
          - {path: /a, share: 2, fault: reset, status: 200}
        """,
        StandardCharsets.UTF_8);
    assertThatThrownBy(() -> FaultPlan.read(file))
        .isInstanceOf(LoadProblems.class)
        .hasMessageContaining(
            file + ":1:1  [unknown-key]  there is no key \"seeds\". Did you mean \"seed\"?")
        .hasMessageContaining(file + ":3:12  [bad-value]  a path begins with /")
        .hasMessageContaining(
            file + ":3:27  [unknown-word]  there is no fault \"lok\". Did you mean \"lock\"?")
        .hasMessageNotContaining(file + ":3:5")
        .hasMessageContaining(file + ":4:5  [missing-key]  \"path\" is missing")
        .hasMessageContaining(file + ":4:5  [missing-key]  the fault \"status\" needs a \"status\"")
        .hasMessageContaining(file + ":5:5  [too-many-keys]  only one of [nth, every]")
        .hasMessageContaining(file + ":5:31  [bad-value]  expected a whole number from 1 on")
        .hasMessageContaining("the fault \"delay\" needs \"delay_millis\"")
        .hasMessageContaining("there is no method \"FETCH\"")
        .hasMessageContaining("a share is a number above 0 and at most 1")
        .hasMessageContaining("expected a status from 400 to 599");
    HttpResponse<String> refused = send("POST", "/_sandbox/faults", "faults: 3");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("plan:1:9  [wrong-type]  expected a list");
  }

  @Test
  void ruleForOneVendorIsNotForTheOther() {
    FaultPlan plan =
        FaultPlan.parse(
            "plan",
            "faults: [{path: /a, vendor: hubspot, fault: reset}, {path: /b, fault: reset}]");
    assertThat(plan.forVendor("hubspot").rules()).hasSize(2);
    assertThat(plan.forVendor("salesforce").rules())
        .extracting(FaultRule::path)
        .containsExactly("/b");
  }

  @Test
  void exampleInTheConfigurationIsRight() {
    assertThat(FaultPlan.read(Path.of("config/sandbox/faults-example.yaml")).rules()).hasSize(6);
  }

  private void use(String rule) throws Exception {
    plan("faults: [" + rule + "]");
  }

  private void plan(String yaml) throws Exception {
    HttpResponse<String> set = send("POST", "/_sandbox/faults", yaml);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
  }

  private HttpResponse<String> post(String path) throws Exception {
    return send("POST", path, "");
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(port.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
