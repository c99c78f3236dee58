package io.leadloop.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial message goes through each channel, and says when one does not take it. */
class AlertsCommandTest {
  @TempDir Path config;

  private final WireMockServer hook =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void open() throws IOException {
    hook.start();
    Files.createDirectories(config.resolve("mappings"));
    write("mappings/leads.yaml", "fields:\n  - { hubspot: email, salesforce: Email, as: email }\n");
    write("lead-definition.yaml", "create_in_salesforce: { when: always }\n");
    write("content.yaml", "engagement: { hot: 3d }\n");
    write("dispositions.yaml", "dispositions:\n  - { name: rejected, statuses: [Rejected] }\n");
    settings("alerts: { webhook: { timeout: 5s } }");
  }

  @AfterEach
  void close() {
    hook.stop();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(config.resolve(file), text);
  }

  private void settings(String alerts) throws IOException {
    write(
        "leadloop.yaml",
        "salesforce: { login_url: https://acme.my.salesforce.com }\n" + alerts + "\n");
  }

  private CommandRun run(Map<String, String> environment, String... more) {
    Surroundings surroundings =
        new Surroundings(
            (config, secrets, calls) -> {
              throw new AssertionError("no account is needed");
            },
            InstantSource.system(),
            environment,
            Terminal.NONE);
    String[] arguments = new String[more.length + 3];
    arguments[0] = "alerts";
    arguments[1] = "--config";
    arguments[2] = config.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(surroundings, arguments);
  }

  private Map<String, String> environment() {
    return Map.of("LEADLOOP_ALERT_WEBHOOK", hook.baseUrl() + "/services/hush");
  }

  @Test
  void aChannelThatTakesItIsSaid() {
    hook.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200)));
    CommandRun run = run(environment(), "--test");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo("webhook: delivered.\n");
    hook.verify(
        1,
        postRequestedFor(anyUrl())
            .withRequestBody(matchingJsonPath("$.text"))
            .withRequestBody(matchingJsonPath("$.leadloop[?(@.state == 'test')]")));
  }

  @Test
  void oneThatDoesNotIsSaidWithoutItsAddress() {
    hook.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(404)));
    CommandRun run = run(environment(), "--test");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .isEqualTo("webhook: not delivered: the webhook answered with status 404.\n");
    assertThat(run.out() + run.err()).doesNotContain("hush");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    assertThat(run(Map.of(), "--test").err()).contains("LEADLOOP_ALERT_WEBHOOK");
    CommandRun plain =
        run(Map.of("LEADLOOP_ALERT_WEBHOOK", "http://hooks.example.com/hush"), "--test");
    assertThat(plain.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(plain.err()).contains("https://").doesNotContain("hush");
    assertThat(run(environment()).err()).contains("--test");
    settings("alerts: { hold: 1m }");
    assertThat(run(Map.of(), "--test").err()).contains("there is nobody to tell");
  }
}
