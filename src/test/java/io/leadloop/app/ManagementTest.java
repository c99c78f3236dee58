package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.route.ManagementServer;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitoring system sees of a running daemon. */
class ManagementTest {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\|");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private static final Pattern ARRIVED =
      Pattern.compile("leadloop_arrival_seconds_count\\{lane=\"\\w+\",to=\"salesforce\"\\} (\\d+)");

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    stage.change("leadloop.yaml", "management: { port: off }", "management: { port: 0 }");
    for (int i = 0; i < 3; i++) {
      stage.accounts.createContact(
          Map.of("email", "p%d@example.com".formatted(i), "lastname", "Person " + i));
    }
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private record Asked(int status, String body) {}

  private static Asked ask(Daemon daemon, String path) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:%d%s"
                                  .formatted(daemon.managementPort().orElseThrow(), path)))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return new Asked(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void metricsAreThoseOfTheirPageAndHoldNothingOfAPerson() throws IOException {
    Daemon daemon = stage.start();
    Eventually.equal("all are leads", 3L, () -> stage.accounts.count("Lead"));
    String text =
        Eventually.see(
                "three arrivals are counted",
                () -> ask(daemon, "/metrics"),
                asked ->
                    value(asked.body(), "leadloop_writes_total", "salesforce", "create", "accepted")
                        == 3)
            .body();

    Map<String, String> documented =
        ROW.matcher(Files.readString(Path.of("docs/metrics.md"))).results().collect(types());
    assertThat(TYPE.matcher(text).results().collect(types()))
        .as("docs/metrics.md has a row for each metric, and no other")
        .isEqualTo(documented);
    assertThat(text)
        .contains("leadloop_mode{mode=\"live\"} 1.0")
        .contains("leadloop_lease_held 1.0")
        .contains("leadloop_links 3.0")
        .containsPattern("leadloop_calls_left\\{side=\"salesforce\"\\} \\d")
        .containsPattern(
            "leadloop_sweep_last_success_timestamp_seconds\\{side=\"hubspot\"\\} 1\\.");
    assertThat(
            ARRIVED.matcher(text).results().mapToInt(row -> Integer.parseInt(row.group(1))).sum())
        .as("arrivals in all lanes")
        .isEqualTo(3);
    assertThat(text).doesNotContain("@").doesNotContain("example.com").doesNotContain("Person");
    assertThat(LABEL.matcher(text).results().map(match -> match.group(2)))
        .as("no ids in labels")
        .noneMatch(value -> value.matches("00Q.*|link:.*|\\d{4,}"));
  }

  @Test
  void healthSaysInPlainWordsWhatIsWrong() {
    Daemon daemon = stage.start();
    Asked ready =
        Eventually.see(
            "it is ready", () -> ask(daemon, "/health/ready"), asked -> asked.status() == 200);
    assertThat(ready.body())
        .contains("This process runs the connection.")
        .contains("The store can be written.")
        .contains("Both sides were read lately.");
    Asked live = ask(daemon, "/health/live");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.body()).contains("The routes turn.").doesNotContain("lease");

    Daemon standby = stage.start();
    Asked waits =
        Eventually.see(
            "it stands by", () -> ask(standby, "/health/ready"), asked -> asked.status() == 200);
    assertThat(waits.body()).contains("Standing by: process ");

    stage.salesforce.close();
    Asked late =
        Eventually.see(
            "one that cannot sweep is not ready",
            () -> ask(daemon, "/health/ready"),
            asked -> asked.status() == 503);
    assertThat(late.body()).contains("DOWN").contains("Salesforce");
    assertThat(ask(daemon, "/health/live").status()).as("a restart would not help").isEqualTo(200);
  }

  @Test
  void aPortInUseIsSaidBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> ManagementServer.requireFree("127.0.0.1", taken.getLocalPort()))
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("management.port in config/leadloop.yaml");
    }
  }

  private static double value(String text, String name, String side, String operation, String as) {
    return Pattern.compile(
            "(?m)^%s\\{operation=\"%s\",outcome=\"%s\",side=\"%s\"\\} (\\S+)$"
                .formatted(name, operation, as, side))
        .matcher(text)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .sum();
  }

  private static Collector<MatchResult, ?, ? extends Map<String, String>> types() {
    return Collectors.toMap(
        match -> match.group(1), match -> match.group(2), (one, other) -> one, TreeMap::new);
  }
}
