package io.leadloop.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.leadloop.config.AlertSecrets;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sync.State;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon tells people, by webhook and by mail, when its state changes. */
class AlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final WireMockServer hook =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  /** Stands before HubSpot, so that it can fail. */
  private final WireMockServer front =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Stage stage;

  @BeforeEach
  void open() {
    hook.start();
    front.start();
    mail.start();
    hookAnswers(200);
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    hubspotWorks();
    stage.change("leadloop.yaml", stage.hubspot.baseUrl(), front.baseUrl());
    stage.change(
        "leadloop.yaml",
        "management: { port: off }",
        """
        management: { port: off }
        alerts:
          hold: 400ms
          retry_first: 200ms
          webhook: { timeout: 5s }
          mail: { host: 127.0.0.1, port: %d, security: none, from: leadloop@example.com, to: [ops@example.com] }
        """
            .formatted(mail.getSmtp().getPort()));
  }

  @AfterEach
  void close() {
    stage.close();
    hook.stop();
    front.stop();
    mail.stop();
  }

  private Daemon start() {
    return stage.start(new AlertSecrets(hook.baseUrl() + "/services/secret", ""));
  }

  private void hookAnswers(int status) {
    hook.resetMappings();
    hook.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status)));
  }

  private void hubspotWorks() {
    hubspot(aResponse().proxiedFrom(stage.hubspot.baseUrl()));
  }

  private void hubspot(ResponseDefinitionBuilder answer) {
    front.resetMappings();
    front.stubFor(any(anyUrl()).willReturn(answer));
  }

  private List<JsonNode> posted() {
    List<JsonNode> bodies = new ArrayList<>();
    hook.findAll(postRequestedFor(anyUrl()))
        .forEach(
            request -> {
              try {
                bodies.add(JSON.readTree(request.getBodyAsString()));
              } catch (JsonProcessingException e) {
                throw new AssertionError(e);
              }
            });
    return bodies;
  }

  /** The names and states of all that was posted, in order. */
  private List<String> told() {
    return posted().stream()
        .map(body -> body.path("leadloop"))
        .map(own -> own.path("alert").asText() + " " + own.path("state").asText())
        .toList();
  }

  private void awaitTold(String alert) {
    Eventually.see(alert, this::told, all -> all.contains(alert));
  }

  @Test
  void aRefusedTokenIsToldOnceThroughBothChannelsAndItsEndToo() throws Exception {
    start();
    stage.sweeps(1, 0);
    hubspot(
        aResponse()
            .withStatus(401)
            .withBody(
                "{\"category\":\"EXPIRED_AUTHENTICATION\",\"message\":\"for p@example.com\"}"));
    awaitTold("token-refused.hubspot began");
    hubspotWorks();
    awaitTold("token-refused.hubspot ended");

    assertThat(told())
        .containsExactly("token-refused.hubspot began", "token-refused.hubspot ended");
    JsonNode first = posted().get(0);
    assertThat(first.path("text").asText())
        .startsWith("Leadloop (main): HubSpot refuses our credentials")
        .contains("leadloop check --live");
    assertThat(first.toString()).doesNotContain("@").doesNotContain("secret");
    Eventually.see("both mails", mail::getReceivedMessages, all -> all.length == 2);
    MimeMessage began = mail.getReceivedMessages()[0];
    assertThat(began.getSubject()).startsWith("Leadloop (main): HubSpot refuses our credentials");
    assertThat(GreenMailUtil.getBody(began)).contains("name  token-refused.hubspot (began)");
    assertThat(mail.getReceivedMessages()[1].getSubject()).contains("Resolved: HubSpot takes");
  }

  @Test
  void aVendorThatIsDownAndASpentQuotaAreDifferentThings() {
    start();
    stage.sweeps(1, 0);
    hubspot(
        aResponse()
            .withStatus(429)
            .withBody(
                "{\"category\":\"RATE_LIMITS\",\"policyName\":\"DAILY\",\"message\":\"daily limit\"}"));
    awaitTold("quota-spent.hubspot began");
    hubspot(aResponse().withStatus(500).withBody("{}"));
    awaitTold("vendor-down.hubspot began");
    awaitTold("quota-spent.hubspot ended");
    hubspotWorks();
    awaitTold("vendor-down.hubspot ended");
    assertThat(told()).doesNotHaveDuplicates();
  }

  @Test
  void aCapIsToldAndARestartDoesNotRepeatIt() {
    stage.change("leadloop.yaml", "creates_per_hour: off", "creates_per_hour: 1");
    for (int i = 0; i < 2; i++) {
      stage.accounts.createContact(
          Map.of("email", "p%d@example.com".formatted(i), "lastname", "Person " + i));
    }
    start();
    awaitTold("paused-by-cap began");
    stage.stop();
    Daemon second = start();
    long calls = stage.accounts.apis.hubspotLog(0).path("calls").size();
    stage.sweeps(3, calls);
    assertThat(told()).containsExactly("paused-by-cap began");

    State state = second.state();
    state.store().run(handle -> state.requests().ask(handle, "go", "", Instant.now()));
    awaitTold("paused-by-cap ended");
    assertThat(told()).containsExactly("paused-by-cap began", "paused-by-cap ended");
  }

  @Test
  void whatCannotBeDeliveredIsTriedAgainAndSaid() {
    hookAnswers(503);
    Daemon daemon = start();
    stage.sweeps(1, 0);
    hubspot(aResponse().withStatus(401).withBody("{}"));
    StatusReport status =
        Eventually.see("status says it", () -> status(daemon), all -> tries() > 1 && fails(all));
    assertThat(status.alerts().failure()).isEqualTo("the webhook answered with status 503");
    assertThat(status.alerts().standing()).containsExactly("token-refused.hubspot");
    assertThat(status.nextSteps())
        .anySatisfy(step -> assertThat(step).contains("leadloop alerts --test"));
    Eventually.see("mail is not held up", mail::getReceivedMessages, all -> all.length == 1);

    int before = tries();
    hookAnswers(200);
    Eventually.see(
        "all is delivered", () -> status(daemon), all -> all.alerts().undelivered() == 0);
    assertThat(tries()).isGreaterThan(before);
    assertThat(mail.getReceivedMessages()).as("mail is not repeated").hasSize(1);
  }

  private int tries() {
    return hook.findAll(postRequestedFor(anyUrl())).size();
  }

  private static boolean fails(StatusReport status) {
    return !status.alerts().failure().isEmpty();
  }

  private static StatusReport status(Daemon daemon) {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, InstantSource.system()).read();
  }
}
