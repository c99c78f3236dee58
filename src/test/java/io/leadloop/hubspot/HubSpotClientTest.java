package io.leadloop.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.SEARCH;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.leadloop.hubspot.HubSpotSettings.Breaker;
import io.leadloop.hubspot.HubSpotSettings.Limit;
import io.leadloop.hubspot.HubSpotSettings.Pace;
import io.leadloop.hubspot.HubSpotSettings.Timeouts;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HubSpotClientTest {
  private static final String NOTHING = "{'total':0,'results':[]}";
  private static final String BURST_429 =
      "{'status':'error','message':'You have reached your ten_secondly_rolling limit.',"
          + "'errorType':'RATE_LIMIT','correlationId':'c1','policyName':'TEN_SECONDLY_ROLLING'}";
  private static final String SEARCH_429 =
      "{'status':'error','message':'You have reached your secondly limit.',"
          + "'correlationId':'c2','category':'RATE_LIMITS'}";
  private static final String DAILY_429 =
      "{'status':'error','message':'You have reached your daily limit.',"
          + "'errorType':'RATE_LIMIT','correlationId':'c3','policyName':'DAILY'}";

  private final HubSpotWire wire = new HubSpotWire();

  @AfterEach
  void stop() {
    wire.close();
  }

  private Instant sweep() {
    return wire.crm().sweep(Instant.EPOCH, Lane.LIVE, (records, coveredTo) -> {});
  }

  private CrmException sweepFails() {
    return catchThrowableOfType(CrmException.class, this::sweep);
  }

  @Test
  void sendsTheTokenAndCountsTheCall() {
    wire.onPost(SEARCH, json(200, NOTHING));
    assertThat(sweep()).isEqualTo(Instant.EPOCH);
    assertThat(wire.server.getAllServeEvents().get(0).getRequest().getHeader("Authorization"))
        .isEqualTo("Bearer " + HubSpotWire.TOKEN);
    assertThat(wire.calls).containsExactly("search live ok");
  }

  @Test
  void tellsTheTimeOfTheLastAnswer() {
    assertThat(wire.crm().lastAnsweredAt()).isEmpty();
    wire.onPost(
        SEARCH,
        json(200, NOTHING).withHeader("Date", "Sat, 21 Nov 2026 08:00:05 GMT"),
        json(200, NOTHING).withHeader("Date", "yesterday"));
    sweep();
    assertThat(wire.crm().lastAnsweredAt()).contains(Instant.parse("2026-11-21T08:00:05Z"));
    sweep();
    assertThat(wire.crm().lastAnsweredAt()).isEmpty();
  }

  static Stream<Arguments> passingTrouble() {
    return Stream.of(
        Arguments.of(json(429, BURST_429), "limited"),
        Arguments.of(json(429, SEARCH_429), "limited"),
        Arguments.of(json(423, "{'status':'error','message':'Locked'}"), "limited"),
        Arguments.of(json(477, "{}").withHeader("Retry-After", "0"), "limited"),
        Arguments.of(json(500, "{}"), "failed"),
        Arguments.of(aResponse().withStatus(502).withBody("<html>Bad Gateway</html>"), "failed"),
        Arguments.of(json(503, "{}").withHeader("Retry-After", "0"), "failed"),
        Arguments.of(json(504, ""), "failed"),
        Arguments.of(json(521, ""), "failed"),
        Arguments.of(json(523, ""), "failed"),
        Arguments.of(json(524, ""), "failed"),
        Arguments.of(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "unknown"),
        Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), "unknown"),
        Arguments.of(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "unknown"),
        Arguments.of(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "unknown"));
  }

  @ParameterizedTest
  @MethodSource("passingTrouble")
  void asksAgainAfterPassingTrouble(ResponseDefinitionBuilder trouble, String outcome) {
    wire.onPost(SEARCH, trouble, json(200, NOTHING));
    assertThat(sweep()).isEqualTo(Instant.EPOCH);
    assertThat(wire.calls).containsExactly("search live " + outcome, "search live ok");
  }

  static Stream<Arguments> lastingTrouble() {
    return Stream.of(
        Arguments.of(json(429, BURST_429), Kind.LIMIT, "TEN_SECONDLY_ROLLING", 3),
        Arguments.of(json(429, DAILY_429), Kind.LIMIT, "DAILY", 1),
        Arguments.of(
            json(401, "{'status':'error','category':'INVALID_AUTHENTICATION'}"),
            Kind.CREDENTIALS,
            "INVALID_AUTHENTICATION",
            1),
        Arguments.of(
            json(
                403,
                "{'status':'error','category':'MISSING_SCOPES','errors':[{'message':'m',"
                    + "'context':{'requiredGranularScopes':['crm.objects.contacts.read']}}]}"),
            Kind.PERMISSION,
            "MISSING_SCOPES",
            1),
        Arguments.of(
            json(400, "{'status':'error','category':'VALIDATION_ERROR','message':'ann@x.example'}"),
            Kind.QUESTION,
            "VALIDATION_ERROR",
            1),
        Arguments.of(aResponse().withStatus(404).withBody("<html/>"), Kind.QUESTION, "HTTP_404", 1),
        Arguments.of(json(503, "{}"), Kind.UNAVAILABLE, "HTTP_503", 3),
        Arguments.of(json(500, "{}"), Kind.UNAVAILABLE, "HTTP_500", 2),
        Arguments.of(
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            Kind.UNAVAILABLE,
            "ANSWER_LOST",
            3),
        Arguments.of(aResponse().withStatus(200), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(aResponse().withStatus(200).withBody("<html/>"), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(json(200, "{'total':3,'resu"), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(json(200, "[]"), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(json(200, "{}"), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(json(200, "{'total':7,'results':[]}"), Kind.GARBLED, "GARBLED", 1),
        Arguments.of(
            aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/"),
            Kind.GARBLED,
            "GARBLED",
            1));
  }

  @ParameterizedTest
  @MethodSource("lastingTrouble")
  void saysWhatKindOfTroubleItIs(
      ResponseDefinitionBuilder answer, Kind kind, String code, int tries) {
    wire.onPost(SEARCH, answer);
    CrmException trouble = sweepFails();
    assertThat(trouble.kind()).isEqualTo(kind);
    assertThat(trouble.code()).isEqualTo(code);
    assertThat(wire.calls).hasSize(tries);
    assertThat(trouble).hasMessageContaining("HubSpot").hasMessageNotContaining("ann@x.example");
    assertThat(trouble.toString()).doesNotContain(HubSpotWire.TOKEN);
  }

  @Test
  void namesTheMissingPermission() {
    wire.onPost(
        SEARCH,
        json(
            403,
            "{'status':'error','category':'MISSING_SCOPES','correlationId':'abc','errors':"
                + "[{'context':{'requiredGranularScopes':['crm.objects.contacts.read']}}]}"));
    assertThat(sweepFails())
        .hasMessage(
            "HubSpot search (/crm/objects/2026-09/contacts/search) failed: status 403,"
                + " MISSING_SCOPES, missing permissions crm.objects.contacts.read,"
                + " correlation id abc.");
  }

  @Test
  void givesUpASlowAnswer() {
    wire.use(
        wire.settings()
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(20))));
    wire.onPost(SEARCH, json(200, NOTHING).withFixedDelay(500), json(200, NOTHING));
    assertThat(sweep()).isEqualTo(Instant.EPOCH);
    assertThat(wire.calls).containsExactly("search live unknown", "search live ok");
  }

  @Test
  void hasALimitForTheWholeCall() {
    wire.use(
        wire.settings()
            .withTimeouts(
                new Timeouts(
                    Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(100))));
    wire.onPost(SEARCH, json(200, NOTHING).withChunkedDribbleDelay(20, 2_000));
    assertThat(sweepFails().kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void saysThatNobodyListens() {
    wire.server.stop();
    CrmException trouble = sweepFails();
    assertThat(trouble.code()).isEqualTo("CONNECT");
    assertThat(trouble.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(wire.calls).hasSize(3).containsOnly("search live failed");
  }

  @Test
  void leavesHubSpotAloneAfterFailuresInARow() {
    wire.use(wire.settings().withBreaker(new Breaker(3, Duration.ofMinutes(10))));
    wire.onPost(SEARCH, json(503, "{}"));
    assertThat(sweepFails().code()).isEqualTo("HTTP_503");
    assertThat(sweepFails().code()).isEqualTo("CIRCUIT_OPEN");
    assertThat(wire.calls).hasSize(3);
  }

  @Test
  void refusalsDoNotOpenTheCircuit() {
    wire.use(wire.settings().withBreaker(new Breaker(2, Duration.ofMinutes(10))));
    wire.onPost(SEARCH, json(400, "{'status':'error','category':'VALIDATION_ERROR'}"));
    for (int i = 0; i < 4; i++) {
      assertThat(sweepFails().code()).isEqualTo("VALIDATION_ERROR");
    }
  }

  @Test
  void waitsForItsTurn() {
    wire.use(
        wire.settings()
            .withPace(
                new Pace(Limit.NONE, new Limit(1, Duration.ofMinutes(10)), Duration.ofMillis(1))));
    wire.onPost(SEARCH, json(200, NOTHING));
    wire.onPost(READ, json(200, "{'status':'COMPLETE','results':[]}"));
    sweep();
    CrmException trouble = sweepFails();
    assertThat(trouble.kind()).isEqualTo(Kind.LIMIT);
    assertThat(trouble.code()).isEqualTo("NO_TURN");
    assertThat(wire.crm().read(List.of(RecordKey.contact("1")), Lane.LIVE)).isEmpty();
    assertThat(wire.calls).containsExactly("search live ok", "batch-read live ok");
  }

  @Test
  void twoClientsOfOneAccountKeepWithinItsLimitsTogether() {
    Pace limits =
        new Pace(
            HubSpotSettings.Limit.NONE,
            new HubSpotSettings.Limit(1, Duration.ofMinutes(10)),
            Duration.ofMillis(1));
    wire.use(wire.settings().withPace(limits));
    wire.onPost(SEARCH, json(200, NOTHING));
    HubSpotPace pace = new HubSpotPace(limits);
    CallLog log = (side, operation, lane, outcome) -> {};
    try (HubSpotClient one = new HubSpotClient(wire.settings(), pace, log, Instant::now);
        HubSpotClient other = new HubSpotClient(wire.settings(), pace, log, Instant::now)) {
      new HubSpotCrm(one).sweep(Instant.EPOCH, Lane.LIVE, (records, coveredTo) -> {});
      assertThatThrownBy(
              () ->
                  new HubSpotCrm(other).sweep(Instant.EPOCH, Lane.LIVE, (records, coveredTo) -> {}))
          .isInstanceOfSatisfying(
              CrmException.class, trouble -> assertThat(trouble.code()).isEqualTo("NO_TURN"));
    }
  }

  @Test
  void neverShowsTheToken() {
    assertThat(wire.settings().toString()).doesNotContain(HubSpotWire.TOKEN);
    HubSpotSettings broken =
        HubSpotSettings.of(() -> "pat-eu1\nsecret", List.of("email"))
            .withBaseUrl(URI.create("http://127.0.0.1:" + wire.server.port()));
    wire.use(broken);
    assertThatThrownBy(this::sweep)
        .isInstanceOf(CrmException.class)
        .hasMessageContaining("the access token is missing or is no token")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"))
        .hasNoCause();
  }
}
