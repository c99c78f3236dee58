package io.leadloop.salesforce;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.leadloop.salesforce.StubSalesforce.error;
import static io.leadloop.salesforce.StubSalesforce.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.leadloop.RsaKeys;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to {@code /services/oauth2/token} follows what we log in with at that moment. */
class RotatedLoginTest {
  private static final String LOGIN = "/services/oauth2/token";

  private final StubSalesforce salesforce = new StubSalesforce();
  private final AtomicReference<String> secret = new AtomicReference<>("secret-one");

  @AfterEach
  void stop() {
    salesforce.close();
  }

  private static Call reading() {
    return Call.get("describe", "describe Lead", "/services/data/v65.0/thing", x -> x.has("a"));
  }

  private SalesforceConnection connect(Login login) {
    Set<String> none = Set.of();
    return salesforce.connect(
        SalesforceSettings.of(URI.create(salesforce.server.baseUrl()), login, none, none)
            .withTimeouts(
                new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(2)))
            .withRetry(new RetrySettings(1, Duration.ofMillis(1), 100, 50, Duration.ofMinutes(1))));
  }

  private List<String> logins() {
    return salesforce.server.getAllServeEvents().stream()
        .filter(event -> event.getRequest().getUrl().equals(LOGIN))
        .sorted(java.util.Comparator.comparing(event -> event.getRequest().getLoggedDate()))
        .map(event -> URLDecoder.decode(event.getRequest().getBodyAsString(), UTF_8))
        .toList();
  }

  private void sessionEndsOnce() {
    salesforce.answer(
        "thing",
        json(200, "{\"a\":1}"),
        error(401, "INVALID_SESSION_ID", "Session expired or invalid"),
        json(200, "{\"a\":1}"));
  }

  @Test
  void aNewClientSecretCountsAtTheNextLogin() {
    sessionEndsOnce();
    SalesforceConnection connection =
        connect(new Login.ClientCredentials(() -> "the-id", secret::get));

    connection.send(reading(), Lane.LIVE).orThrow();
    secret.set("secret-two");
    connection.send(reading(), Lane.LIVE).orThrow();

    assertThat(logins()).hasSize(2);
    assertThat(logins().get(0)).contains("client_secret=secret-one");
    assertThat(logins().get(1)).contains("client_secret=secret-two");
  }

  @Test
  void anAssertionIsSignedWithTheKeyOfThatMoment() throws GeneralSecurityException {
    KeyPair first = RsaKeys.first();
    KeyPair second = RsaKeys.second();
    AtomicReference<KeyPair> keys = new AtomicReference<>(first);
    sessionEndsOnce();
    SalesforceConnection connection =
        connect(
            new Login.Jwt(
                () -> "the-id",
                "leadloop@acme.example",
                URI.create("https://test.salesforce.com"),
                () -> keys.get().getPrivate()));

    connection.send(reading(), Lane.LIVE).orThrow();
    keys.set(second);
    connection.send(reading(), Lane.LIVE).orThrow();

    List<String> sent = logins();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0))
        .contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer")
        .doesNotContain("client_secret");
    JsonNode claims = verified(sent.get(0), first);
    assertThat(claims.get("iss").asText()).isEqualTo("the-id");
    assertThat(claims.get("sub").asText()).isEqualTo("leadloop@acme.example");
    assertThat(claims.get("aud").asText()).isEqualTo("https://test.salesforce.com");
    assertThat(Instant.ofEpochSecond(claims.get("exp").asLong()))
        .isBefore(Instant.now().plus(Duration.ofMinutes(5)));
    verified(sent.get(1), second);
  }

  private static JsonNode verified(String form, KeyPair keys) throws GeneralSecurityException {
    String assertion = form.replaceAll("(?s).*assertion=([^&]*).*", "$1");
    String[] parts = assertion.split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    return StubSalesforce.parse(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            "refused",
            json(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"no secret-one, no-key\"}"),
            Kind.CREDENTIALS),
        Arguments.of("garbled", json(200, "<html>secret-one</html>"), Kind.UNAVAILABLE),
        Arguments.of("cut", json(200, "{\"access_token\":\"sec"), Kind.UNAVAILABLE),
        Arguments.of("without a token", json(200, "{}"), Kind.UNAVAILABLE),
        Arguments.of("down", json(503, "secret-one"), Kind.UNAVAILABLE),
        Arguments.of("slow", aResponse().withFixedDelay(6_000), Kind.UNAVAILABLE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void aLoginThatFailsIsToldWithoutASecret(
      String name, ResponseDefinitionBuilder answer, Kind kind) {
    salesforce.server.stubFor(post(urlPathEqualTo(LOGIN)).willReturn(answer));
    SalesforceConnection connection =
        connect(new Login.ClientCredentials(() -> "the-id", secret::get));

    CrmException why =
        catchThrowableOfType(
            CrmException.class, () -> connection.send(reading(), Lane.LIVE).orThrow());

    assertThat(why.kind()).isEqualTo(kind);
    assertThat(why).hasMessageNotContainingAny("secret-one", "the-id");
    assertThat(salesforce.logged()).isEmpty();
  }

  @Test
  void aGarbledAnswerToARepeatedLoginIsAskedForAgain() {
    salesforce.answer(
        "thing",
        error(401, "INVALID_SESSION_ID", "Session expired or invalid"),
        json(200, "{\"a\":1}"));
    SalesforceConnection connection =
        connect(new Login.ClientCredentials(() -> "the-id", secret::get));
    ResponseDefinitionBuilder granted = json(200, salesforce.login("first"));
    salesforce.answerLogins(granted, json(200, "<html>busy</html>"), granted);

    connection.send(reading(), Lane.LIVE).orThrow();

    assertThat(logins()).hasSize(3);
  }

  @Test
  void whatWeLogInWithDoesNotShowItself() throws GeneralSecurityException {
    KeyPair keys = RsaKeys.first();
    Login app = new Login.ClientCredentials(() -> "the-id", secret::get);
    Login jwt =
        new Login.Jwt(
            () -> "the-id", "me", URI.create("https://login.salesforce.com"), keys::getPrivate);

    assertThat(app + " " + jwt + " " + new KeyInMemory(keys::getPrivate))
        .isEqualTo(
            "ClientCredentials[...] Jwt[userName=me, audience=https://login.salesforce.com]"
                + " KeyInMemory[...]");
  }
}
