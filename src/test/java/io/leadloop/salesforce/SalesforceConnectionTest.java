package io.leadloop.salesforce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.leadloop.salesforce.StubSalesforce.error;
import static io.leadloop.salesforce.StubSalesforce.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import io.leadloop.sync.WritePermit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SalesforceConnectionTest {
  private final StubSalesforce salesforce = new StubSalesforce();

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static Call reading() {
    return Call.get("describe", "describe Lead", "/services/data/v65.0/thing", x -> x.has("a"));
  }

  private static Call changing() {
    return new Call(
        "update",
        "update 1 records",
        "PATCH",
        "/services/data/v65.0/thing",
        Json.object().put("x", 1),
        Map.of("Sforce-Auto-Assign", "FALSE"),
        true,
        x -> x.has("a"),
        WritePermit.GIVEN);
  }

  @Test
  void tellsTheTimeOfTheLastAnswer() {
    salesforce.answer(
        "thing",
        json(200, "{\"a\":1}").withHeader("Date", "Sat, 21 Nov 2026 08:00:05 GMT"),
        error(400, "MALFORMED_QUERY", "no").withHeader("Date", "Sat, 21 Nov 2026 08:01:05 GMT"),
        json(200, "{\"a\":1}").withHeader("Date", "yesterday"));
    SalesforceConnection connection = salesforce.connect();

    assertThat(connection.lastAnsweredAt()).isEmpty();
    connection.send(reading(), Lane.LIVE);
    assertThat(connection.lastAnsweredAt()).contains(Instant.parse("2026-11-21T08:00:05Z"));
    connection.send(reading(), Lane.LIVE);
    assertThat(connection.lastAnsweredAt()).contains(Instant.parse("2026-11-21T08:01:05Z"));
    connection.send(reading(), Lane.LIVE);
    assertThat(connection.lastAnsweredAt()).isEmpty();
  }

  @Test
  void logsInOnceByClientCredentialsAndCountsEveryCall() {
    salesforce.answer("thing", json(200, "{\"a\":1}"));
    SalesforceConnection connection = salesforce.connect();

    assertThat(connection.usage()).isEmpty();
    connection.send(reading(), Lane.LIVE).orThrow();
    connection.send(changing(), Lane.EXPRESS).orThrow();

    salesforce.server.verify(
        1,
        postRequestedFor(urlPathEqualTo("/services/oauth2/token"))
            .withRequestBody(containing("grant_type=client_credentials"))
            .withRequestBody(containing("client_secret=the-secret")));
    assertThat(salesforce.calls)
        .containsExactly("login live ok", "describe live ok", "update express ok");
    assertThat(salesforce.logged().get(1).getHeader("Sforce-Auto-Assign")).isEqualTo("FALSE");
    assertThat(connection.usage()).contains(new ApiUsage(18, 5000));
    assertThat(connection.ownUserId()).contains(StubSalesforce.OWN_USER);
  }

  @Test
  void logsInAgainWhenTheSessionHasExpired() {
    salesforce.answer(
        "thing",
        error(401, "INVALID_SESSION_ID", "Session expired or invalid"),
        json(200, "{\"a\":1}"));
    SalesforceConnection connection = salesforce.connect();

    assertThat(connection.send(changing(), Lane.LIVE)).isInstanceOf(Answer.Body.class);
    assertThat(salesforce.calls)
        .containsExactly("login live ok", "login live ok", "update live ok");
    assertThat(salesforce.logged())
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.getBodyAsString()).isEqualTo("{\"x\":1}"));
  }

  @Test
  void aRefusedLoginIsAMatterOfCredentialsAndTellsNoSecret() {
    salesforce.server.stubFor(
        post(urlPathEqualTo("/services/oauth2/token"))
            .willReturn(
                json(
                    400,
                    "{\"error\":\"invalid_client\",\"error_description\":\"invalid the-secret\"}")));

    CrmException why = failureOf(salesforce.connect(), reading());

    assertThat(why.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(why).hasMessageContaining("client secret").hasMessageNotContaining("the-secret");
    assertThat(why).hasNoCause();
    assertThat(salesforce.calls).containsExactly("login live rejected");
  }

  @Test
  void aSessionThatIsRefusedForGoodIsAMatterOfCredentials() {
    salesforce.answer("thing", error(401, "INVALID_SESSION_ID", "Session expired or invalid"));

    Answer answer = salesforce.connect().send(changing(), Lane.LIVE);

    assertThat(answer).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused) answer).why().kind()).isEqualTo(Kind.CREDENTIALS);
  }

  @Test
  void anOrgThatIsNotThereWasNotAskedAndIsTriedAgain() {
    SalesforceSettings settings =
        SalesforceSettings.of(
                URI.create("http://127.0.0.1:1"),
                () -> "i",
                () -> "s",
                salesforce.settings().leadFields(),
                salesforce.settings().contactFields())
            .withRetry(salesforce.settings().retry());

    Answer answer = salesforce.connect(settings).send(reading(), Lane.LIVE);

    assertThat(answer).isInstanceOf(Answer.Refused.class);
    CrmException why = ((Answer.Refused) answer).why();
    assertThat(why.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(why).hasMessageContaining("describe Lead");
    assertThat(salesforce.calls).hasSize(3).containsOnly("login live failed");
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of("HTML 503", aResponse().withStatus(503).withBody("<html>"), "HTTP_503"),
        Arguments.of("500 without a body", aResponse().withStatus(500), "HTTP_500"),
        Arguments.of(
            "server unavailable",
            error(503, "SERVER_UNAVAILABLE", "Server unavailable"),
            "SERVER_UNAVAILABLE"),
        Arguments.of("empty", json(200, ""), "GARBLED"),
        Arguments.of("cut JSON", json(200, "{\"a\":[1,"), "GARBLED"),
        Arguments.of("two values", json(200, "{\"a\":1}{\"a\":1}"), "GARBLED"),
        Arguments.of("another shape", json(200, "{\"b\":1}"), "GARBLED"),
        Arguments.of("HTML 200", json(200, "<html>maintenance</html>"), "GARBLED"),
        Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "NO_ANSWER"),
        Arguments.of("closed", aResponse().withFault(Fault.EMPTY_RESPONSE), "NO_ANSWER"),
        Arguments.of(
            "cut body", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "NO_ANSWER"),
        Arguments.of("noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "NO_ANSWER"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("troubles")
  void troubleIsRepeatedForReadsAndUnknownForWrites(
      String name, ResponseDefinitionBuilder reply, String code) {
    salesforce.answer("thing", reply);
    SalesforceConnection connection = salesforce.connect();

    assertThat(failureOf(connection, reading()).code()).isEqualTo(code);
    assertThat(salesforce.logged()).hasSize(3);
    assertThat(salesforce.calls.stream().filter("describe live failed"::equals)).hasSize(3);

    assertThat(connection.send(changing(), Lane.LIVE)).isInstanceOf(Answer.Lost.class);
    assertThat(salesforce.logged()).hasSize(4);
    assertThat(salesforce.calls).endsWith("update live unknown");
  }

  @Test
  void oneGoodAnswerAfterTroubleIsEnough() {
    salesforce.answer("thing", aResponse().withStatus(503), json(200, ""), json(200, "{\"a\":1}"));

    assertThat(salesforce.connect().send(reading(), Lane.LIVE)).isInstanceOf(Answer.Body.class);
  }

  @Test
  void aSlowAnswerIsUnknownForWrites() {
    salesforce.answer("thing", json(200, "{\"a\":1}").withFixedDelay(60_000));
    Timeouts shortOnes =
        new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5));

    Answer answer =
        salesforce
            .connect(salesforce.settings().withTimeouts(shortOnes))
            .send(changing(), Lane.LIVE);

    assertThat(answer).isInstanceOf(Answer.Lost.class);
    assertThat(((Answer.Lost) answer).why().kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(((Answer.Lost) answer).why()).hasMessageContaining("TimeoutException");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(403, "REQUEST_LIMIT_EXCEEDED", Kind.LIMIT, "limited"),
        Arguments.of(403, "INSUFFICIENT_ACCESS", Kind.PERMISSION, "rejected"),
        Arguments.of(400, "INVALID_FIELD", Kind.QUESTION, "rejected"),
        Arguments.of(404, "NOT_FOUND", Kind.QUESTION, "rejected"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refusals")
  void aRefusalIsNotRepeated(int status, String code, Kind kind, String outcome) {
    salesforce.answer("thing", error(status, code, "So it is."));
    SalesforceConnection connection = salesforce.connect();

    CrmException why = failureOf(connection, reading());

    assertThat(why.kind()).isEqualTo(kind);
    assertThat(why.code()).isEqualTo(code);
    assertThat(why)
        .hasMessage(
            "Salesforce refused to describe Lead: " + code + " (HTTP " + status + "), So it is.");
    assertThat(salesforce.calls).containsExactly("login live ok", "describe live " + outcome);
    assertThat(connection.send(changing(), Lane.LIVE)).isInstanceOf(Answer.Refused.class);
    assertThat(connection.usage()).contains(new ApiUsage(18, 5000));
  }

  @Test
  void aRefusalWithoutABodyIsStillARefusal() {
    salesforce.answer("thing", aResponse().withStatus(400));

    assertThat(failureOf(salesforce.connect(), reading()).code()).isEqualTo("HTTP_400");
  }

  @Test
  void stopsCallingWhenSalesforceKeepsFailing() {
    salesforce.answer("thing", aResponse().withStatus(503));
    SalesforceSettings settings =
        salesforce
            .settings()
            .withRetry(new RetrySettings(2, Duration.ofMillis(1), 4, 50, Duration.ofHours(1)));
    SalesforceConnection connection = salesforce.connect(settings);

    failureOf(connection, reading());
    failureOf(connection, reading());
    CrmException why = failureOf(connection, reading());

    assertThat(why.code()).isEqualTo("CIRCUIT_OPEN");
    assertThat(why.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(connection.send(changing(), Lane.LIVE)).isInstanceOf(Answer.Refused.class);
    assertThat(salesforce.logged()).hasSize(4);
  }

  @Test
  void aLongAnswerFits() {
    String text = "x".repeat(6 * 1024 * 1024);
    salesforce.answer("thing", json(200, "{\"a\":\"" + text + "\"}"));

    assertThat(salesforce.connect().send(reading(), Lane.LIVE).orThrow().path("a").asText())
        .hasSameSizeAs(text);
  }

  @Test
  void anErrorDoesNotQuoteAQuery() {
    salesforce.answer(
        "thing",
        error(
            400,
            "MALFORMED_QUERY",
            "\\nFROM Lead WHERE Email IN ('ada@example.com'\\n  ^\\nERROR at Row:1:Column:12\\n"
                + "unexpected token: ada@example.com"));

    assertThat(failureOf(salesforce.connect(), reading()))
        .hasMessageNotContaining("ada")
        .hasMessageContaining("unexpected token");
  }

  @Test
  void settingsShowNoCredentials() {
    assertThat(salesforce.settings().toString()).doesNotContain("the-id", "the-secret");
  }

  private static CrmException failureOf(SalesforceConnection connection, Call call) {
    return catchThrowableOfType(
        CrmException.class, () -> connection.send(call, Lane.LIVE).orThrow());
  }
}
