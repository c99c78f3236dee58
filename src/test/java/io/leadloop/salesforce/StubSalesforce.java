package io.leadloop.salesforce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.leadloop.sync.CallLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;

/** A Salesforce that says what a test tells it to say, with a real connection to it. */
final class StubSalesforce implements AutoCloseable {
  static final String OWN_USER = "005000000000001AAA";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private int answers;

  StubSalesforce() {
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
    server.stubFor(
        post(urlPathEqualTo("/services/oauth2/token")).willReturn(json(200, login("first"))));
    bin();
  }

  /** What every look into the recycle bin shows. */
  void bin(String... rows) {
    server.stubFor(
        post(urlPathEqualTo("/services/data/v65.0/composite"))
            .atPriority(1)
            .withRequestBody(containing("/queryAll?"))
            .willReturn(composite(rows(rows))));
  }

  String login(String token) {
    return """
        {"access_token":"%s","instance_url":"%s","token_type":"Bearer","issued_at":"1763755200000",
         "id":"%s/id/00D000000000001AAA/%s","signature":"c2ln"}"""
        .formatted(token, server.baseUrl(), server.baseUrl(), OWN_USER);
  }

  SalesforceSettings settings() {
    return SalesforceSettings.of(
            URI.create(server.baseUrl() + "/"),
            () -> "the-id",
            () -> "the-secret",
            Set.of("LastName", "Company", "Email", "Phone"),
            Set.of("LastName", "Email", "Phone"))
        .withRetry(new RetrySettings(3, Duration.ofMillis(1), 100, 50, Duration.ofMinutes(10)));
  }

  SalesforceConnection connect() {
    return connect(settings());
  }

  SalesforceConnection connect(SalesforceSettings settings) {
    CallLog log =
        (side, operation, lane, outcome) ->
            calls.add(operation + " " + lane.word() + " " + outcome);
    SalesforceConnection connection = SalesforceConnection.open(camel, settings, log);
    camel.start();
    return connection;
  }

  SalesforceCrm crm() {
    return crm(settings());
  }

  SalesforceCrm crm(SalesforceSettings settings) {
    return new SalesforceCrm(connect(settings), settings);
  }

  /** Says what the next calls to a path are answered, one after the other; the last one stays. */
  void answer(String path, ResponseDefinitionBuilder... replies) {
    answerAt("/services/data/v65.0/" + path, replies);
  }

  /** The same for logins. */
  void answerLogins(ResponseDefinitionBuilder... replies) {
    answerAt("/services/oauth2/token", replies);
  }

  private void answerAt(String path, ResponseDefinitionBuilder... replies) {
    String scenario = "answers" + answers++;
    for (int i = 0; i < replies.length; i++) {
      server.stubFor(
          any(urlPathEqualTo(path))
              .inScenario(scenario)
              .whenScenarioStateIs(state(i))
              .willSetStateTo(state(Math.min(i + 1, replies.length - 1)))
              .willReturn(replies[i]));
    }
  }

  private static String state(int answered) {
    return answered == 0 ? Scenario.STARTED : "after " + answered;
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json;charset=UTF-8")
        .withHeader("Sforce-Limit-Info", "api-usage=18/5000")
        .withBody(body);
  }

  static ResponseDefinitionBuilder error(int status, String code, String message) {
    return json(status, "[{\"message\":\"%s\",\"errorCode\":\"%s\"}]".formatted(message, code));
  }

  /** An answer to a composite whose parts are all answered with 200. */
  static ResponseDefinitionBuilder composite(String... bodies) {
    return json(200, compositeBody(200, bodies));
  }

  static String compositeBody(int status, String... bodies) {
    List<String> parts =
        IntStream.range(0, bodies.length)
            .mapToObj(
                i ->
                    """
                    {"body":%s,"httpHeaders":{},"httpStatusCode":%d,"referenceId":"part%d"}"""
                        .formatted(bodies[i], status, i))
            .toList();
    return "{\"compositeResponse\":[" + String.join(",", parts) + "]}";
  }

  /** The last page of a query. */
  static String rows(String... rows) {
    return "{\"totalSize\":%d,\"done\":true,\"records\":[%s]}"
        .formatted(rows.length, String.join(",", rows));
  }

  static String firstRows(String next, String... rows) {
    return "{\"totalSize\":9999,\"done\":false,\"nextRecordsUrl\":\"%s\",\"records\":[%s]}"
        .formatted(next, String.join(",", rows));
  }

  /** The bodies of all calls below the API path, in order. */
  List<JsonNode> requests() {
    return logged().stream().map(request -> parse(request.getBodyAsString())).toList();
  }

  List<LoggedRequest> logged() {
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .filter(request -> request.getUrl().startsWith("/services/data/"))
        .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    server.stop();
  }
}
