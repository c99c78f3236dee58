package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.leadloop.hubspot.HubSpotSettings.Breaker;
import io.leadloop.hubspot.HubSpotSettings.Pace;
import io.leadloop.hubspot.HubSpotSettings.Retries;
import io.leadloop.hubspot.HubSpotSettings.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** A server that answers as a test says, and a client of it with waits of a millisecond. */
final class HubSpotWire implements AutoCloseable {
  static final String TOKEN = "pat-eu1-secret";
  static final String SEARCH = "/crm/objects/2026-09/contacts/search";
  static final String READ = "/crm/objects/2026-09/contacts/batch/read";
  static final String UPDATE = "/crm/objects/2026-09/contacts/batch/update";
  static final String UPSERT = "/crm/objects/2026-09/contacts/batch/upsert";

  final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private HubSpotSettings settings;
  private HubSpotClient client;

  HubSpotWire() {
    server.start();
    Duration milli = Duration.ofMillis(1);
    settings =
        HubSpotSettings.of(() -> TOKEN, List.of("email", "firstname", "phone"))
            .withBaseUrl(URI.create("http://127.0.0.1:" + server.port()))
            .withPace(Pace.OFF)
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40)))
            .withBreaker(new Breaker(100, Duration.ofMinutes(10)))
            .withRetries(new Retries(3, Duration.ofMinutes(5), milli, milli, milli, milli, milli));
    use(settings);
  }

  void use(HubSpotSettings changed) {
    if (client != null) {
      client.close();
    }
    settings = changed;
    client =
        new HubSpotClient(
            settings,
            (side, operation, lane, outcome) ->
                calls.add(operation + " " + lane.word() + " " + outcome));
  }

  HubSpotSettings settings() {
    return settings;
  }

  HubSpotClient client() {
    return client;
  }

  HubSpotCrm crm() {
    return new HubSpotCrm(client);
  }

  HubSpotTimeline timeline() {
    return new HubSpotTimeline(client);
  }

  /** Answers each POST to this path with the next of these answers, the last one from then on. */
  void onPost(String path, ResponseDefinitionBuilder... answers) {
    on(() -> WireMock.post(WireMock.urlPathEqualTo(path)), path, answers);
  }

  /** The same for a GET. */
  void onGet(String path, ResponseDefinitionBuilder... answers) {
    on(() -> WireMock.get(WireMock.urlPathEqualTo(path)), "GET " + path, answers);
  }

  private void on(
      Supplier<MappingBuilder> call, String scenario, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      String state = i == 0 ? "Started" : "answer " + i;
      String next = i == answers.length - 1 ? state : "answer " + (i + 1);
      server.stubFor(
          call.get()
              .inScenario(scenario)
              .whenScenarioStateIs(state)
              .willSetStateTo(next)
              .willReturn(answers[i]));
    }
  }

  /** The bodies of the POSTs to this path, oldest first. */
  List<String> posted(String path) {
    List<LoggedRequest> requests =
        server.findAll(RequestPatternBuilder.newRequestPattern().withUrl(path));
    return requests.stream().map(LoggedRequest::getBodyAsString).toList();
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return WireMock.aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json;charset=utf-8")
        .withBody(body.replace('\'', '"'));
  }

  @Override
  public void close() {
    client.close();
    server.stop();
  }
}
