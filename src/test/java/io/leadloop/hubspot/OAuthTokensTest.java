package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.leadloop.hubspot.HubSpotWire.SEARCH;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.hubspot.HubSpotSettings.Timeouts;
import io.leadloop.simulation.SettableClock;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as HubSpot documents them: {@code POST /oauth/2026-09/token}. */
class OAuthTokensTest {
  private static final String LOGIN = "/oauth/2026-09/token";
  private static final String[] SECRETS = {
    "app-client-secret", "app-refresh", "access-one", "access-two"
  };

  private final HubSpotWire hubspot = new HubSpotWire();
  private final SettableClock clock = new SettableClock();
  private final AtomicReference<String> refreshToken = new AtomicReference<>("app-refresh");
  private final Timeouts patient =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40));
  private OAuthTokens tokens = tokens(patient);

  @AfterEach
  void close() {
    hubspot.close();
  }

  private OAuthTokens tokens(Timeouts timeouts) {
    return new OAuthTokens(
        URI.create("http://127.0.0.1:" + hubspot.server.port()),
        "2026-09",
        new OAuthApp(() -> "app-client-id", () -> "app-client-secret", refreshToken::get),
        timeouts,
        (side, operation, lane, outcome) -> hubspot.calls.add(operation + " " + outcome),
        clock);
  }

  private static ResponseDefinitionBuilder granted(String token) {
    return json(
        200,
        "{'token_type':'bearer','refresh_token':'app-refresh','access_token':'%s',".formatted(token)
            + "'hub_id':1,'scopes':['oauth'],'expires_in':1800}");
  }

  private static ResponseDefinitionBuilder refused(String status) {
    return json(
        400,
        "{'status':'%s','message':'missing or invalid refresh token app-refresh','correlationId':'c'}"
            .formatted(status));
  }

  private void ask() {
    hubspot.client().ask(search());
  }

  private static Call search() {
    return Call.post(Call.SEARCH, SEARCH, JsonNodeFactory.instance.objectNode(), Lane.LIVE);
  }

  private CrmException trouble() {
    hubspot.use(withTokens());
    CrmException trouble = catchThrowableOfType(CrmException.class, this::ask);
    assertThat(trouble).hasMessageNotContainingAny(SECRETS);
    return trouble;
  }

  private HubSpotSettings withTokens() {
    HubSpotSettings said = hubspot.settings();
    return HubSpotSettings.of(tokens, said.properties())
        .withBaseUrl(said.baseUrl())
        .withPace(said.pace())
        .withTimeouts(said.timeouts())
        .withBreaker(said.breaker())
        .withRetries(said.retries());
  }

  private int logins() {
    return hubspot.posted(LOGIN).size();
  }

  @Test
  void allParametersTravelInTheBodyAndTheTokenIsKept() {
    hubspot.onPost(LOGIN, granted("access-one"));

    assertThat(List.of(tokens.get(), tokens.get())).containsOnly("access-one");

    hubspot.server.verify(
        1,
        postRequestedFor(urlEqualTo(LOGIN))
            .withRequestBody(containing("grant_type=refresh_token"))
            .withRequestBody(containing("client_id=app-client-id"))
            .withRequestBody(containing("client_secret=app-client-secret"))
            .withRequestBody(containing("refresh_token=app-refresh")));
    assertThat(hubspot.calls).containsExactly("login ok");
    assertThat(tokens).hasToString("OAuthTokens[...]");
  }

  @Test
  void aTokenIsRenewedFiveMinutesBeforeItsEnd() {
    hubspot.onPost(LOGIN, granted("access-one"), granted("access-two"));
    assertThat(tokens.get()).isEqualTo("access-one");

    clock.advance(Duration.ofMinutes(25).minusSeconds(1));
    assertThat(tokens.get()).isEqualTo("access-one");
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.get()).isEqualTo("access-two");
    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void whereARenewalFailsTheOldTokenServesUntilItsEnd() {
    hubspot.onPost(
        LOGIN, granted("access-one"), json(503, "{}"), json(503, "{}"), granted("access-two"));
    assertThat(tokens.get()).isEqualTo("access-one");

    clock.advance(Duration.ofMinutes(26));
    assertThat(List.of(tokens.get(), tokens.get())).containsOnly("access-one");
    assertThat(logins()).as("it rests after a failure").isEqualTo(2);
    clock.advance(Duration.ofSeconds(10));
    assertThat(tokens.get()).isEqualTo("access-one");
    clock.advance(Duration.ofMinutes(4));
    assertThat(tokens.get()).isEqualTo("access-two");
  }

  @Test
  void callsInParallelWaitForOneSlowRenewal() throws Exception {
    hubspot.onPost(LOGIN, granted("access-one").withFixedDelay(1_000), granted("access-two"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> asked = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        asked.add(threads.submit(tokens::get));
      }
      for (Future<String> one : asked) {
        assertThat(one.get()).isEqualTo("access-one");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void aTokenThatHubSpotRefusesIsRenewedOnceAndTheCallMadeAgain() {
    hubspot.onPost(LOGIN, granted("access-one"), granted("access-two"));
    hubspot.onPost(SEARCH, unauthorized(), json(200, "{'total':0,'results':[]}"));
    hubspot.use(withTokens());

    ask();

    assertThat(hubspot.calls)
        .containsExactly("login ok", "search live rejected", "login ok", "search live ok");
  }

  @Test
  void aTokenThatIsRefusedAgainIsAMatterOfCredentials() {
    hubspot.onPost(LOGIN, granted("access-one"), granted("access-two"));
    hubspot.onPost(SEARCH, unauthorized());

    assertThat(trouble().kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(hubspot.posted(SEARCH)).hasSize(2);
    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void aRefusedRefreshTokenIsToldAndNotTriedAgainUntilItChanges() {
    hubspot.onPost(LOGIN, refused("BAD_REFRESH_TOKEN"), granted("access-two"));
    hubspot.onPost(SEARCH, json(200, "{'total':0,'results':[]}"));

    CrmException trouble = trouble();

    assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(trouble.code()).isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(trouble)
        .hasMessageContaining("HubSpot refused the refresh token: the app was uninstalled")
        .hasMessageContaining("Install the app again");
    assertThat(trouble()).isNotNull();
    assertThat(logins()).as("the same refresh token is not tried at every call").isEqualTo(1);

    refreshToken.set("app-refresh-of-today");
    ask();
    assertThat(hubspot.posted(LOGIN).get(1)).contains("refresh_token=app-refresh-of-today");
  }

  @Test
  void aRefusedAppIsToldToo() {
    hubspot.onPost(LOGIN, refused("BAD_CLIENT_SECRET"));

    assertThat(trouble()).hasMessageContaining("client id or the client secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "access-one",
        "{'access_token':'access-one','expires_",
        "{'access_token':'access-one'}",
        "{'access_token':'access one','expires_in':1800}",
        "{'expires_in':1800}"
      })
  void aGarbledAnswerIsNoToken(String body) {
    hubspot.onPost(LOGIN, json(200, body));

    assertThat(trouble().kind()).isEqualTo(Kind.GARBLED);
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsTooSlowOrCutIsTriedAgain() {
    hubspot.onPost(SEARCH, json(200, "{'total':0,'results':[]}"));
    hubspot.onPost(
        LOGIN,
        json(200, "{}").withFault(Fault.CONNECTION_RESET_BY_PEER),
        json(503, "{}"),
        granted("access-one"));
    hubspot.use(withTokens());
    ask();
    assertThat(hubspot.calls)
        .containsExactly("login failed", "login failed", "login ok", "search live ok");

    tokens =
        tokens(
            new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(20)));
    hubspot.server.resetScenarios();
    hubspot.onPost(LOGIN, granted("access-one").withFixedDelay(3_000));
    CrmException slow = trouble();
    assertThat(slow.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(slow).hasMessageContaining("no access token could be fetched");
  }

  @Test
  void aReplacedTokenOfAnotherKindCountsAtOnce() {
    AtomicReference<String> file = new AtomicReference<>("old");
    hubspot.use(
        HubSpotSettings.of(file::get, List.of())
            .withBaseUrl(hubspot.settings().baseUrl())
            .withPace(hubspot.settings().pace()));
    hubspot.onPost(SEARCH, unauthorized(), json(200, "{'total':0,'results':[]}"));
    CrmException trouble = catchThrowableOfType(CrmException.class, this::ask);
    assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS);
    assertThat(hubspot.posted(SEARCH)).as("no other token is there").hasSize(1);

    file.set("new");
    ask();
    hubspot.server.verify(
        1, postRequestedFor(urlEqualTo(SEARCH)).withHeader("Authorization", containing("new")));
  }

  private static ResponseDefinitionBuilder unauthorized() {
    return json(
        401,
        "{'status':'error','message':'Authentication credentials not found.',"
            + "'correlationId':'c','category':'INVALID_AUTHENTICATION'}");
  }
}
