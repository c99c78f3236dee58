package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM in the middle of a first load: the daemon ends soon, and what was in flight is not lost.
 */
class GracefulStopTest {
  private static final int PEOPLE = 3_000;
  private static final int LEADS_BEFORE_STOP = 400;

  /** 10 seconds are promised; a machine that does much else may be slower to say so. */
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Stage stage;
  private Relay hubspot;
  private Relay salesforce;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 13));
    stage.openGate();
    stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\nbatch: { live: 50, backfill: 200 }");
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
    hubspot = new Relay(stage.hubspot.baseUrl());
    stage.change("leadloop.yaml", stage.hubspot.baseUrl(), hubspot.url());
    stage.goLive();
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    hubspot.close();
    salesforce.close();
    stage.close();
  }

  @Test
  void aFirstLoadThatIsStoppedGoesOnAfterTheNextStart_P5_P7() throws Exception {
    Process daemon = start();
    Eventually.see("some leads", this::leads, leads -> leads >= LEADS_BEFORE_STOP);

    stop("in the middle of a first load", daemon);

    assertThat(leads()).as("it was the middle").isLessThan(PEOPLE);
    assertThat(log()).last().asString().endsWith("Stopped. Nothing is in flight.");
    noStackTrace();
    assertThat(stage.openIntents()).isZero();
    theRestFollows();
  }

  @Test
  void aCallThatIsNotAnsweredDoesNotKeepTheDaemonFromStopping_P5_P7() throws Exception {
    Process daemon = start();
    Eventually.see("some leads", this::leads, leads -> leads >= LEADS_BEFORE_STOP);
    long before = leads();
    salesforce.hold("/composite");
    Eventually.see("Salesforce hangs", salesforce::allFaultsHappened, hangs -> hangs);

    stop("while Salesforce did not answer", daemon);

    assertThat(log()).last().asString().contains("Stopped");
    noStackTrace();
    assertThat(leads()).isGreaterThanOrEqualTo(before);
    theRestFollows();
  }

  @Test
  void neitherDoesOneToHubSpot_P5_P7() throws Exception {
    Process daemon = start();
    Eventually.see("some leads", this::leads, leads -> leads >= LEADS_BEFORE_STOP);
    hubspot.hold("/search");
    Eventually.see("HubSpot hangs", hubspot::allFaultsHappened, hangs -> hangs);

    stop("while HubSpot did not answer", daemon);

    assertThat(log()).last().asString().contains("Stopped");
    noStackTrace();
    theRestFollows();
  }

  private void stop(String when, Process daemon) throws InterruptedException {
    Instant asked = Instant.now();
    daemon.destroy();
    int code = daemon.waitFor();
    Duration took = Duration.between(asked, Instant.now());
    System.out.printf("Stopped %s within %d ms.%n", when, took.toMillis());
    assertThat(code).isZero();
    assertThat(took).isLessThan(STOP_MAX);
  }

  private void theRestFollows() throws IOException {
    start();
    Eventually.equal("every person is a lead", (long) PEOPLE, this::leads);
    stage.atRest();
    Set<String> contacts = stage.accounts.contacts("email").keySet();
    assertThat(stage.accounts.leadsByKey("Email").keySet()).isEqualTo(contacts);
    Set<String> addresses =
        stage.accounts.leadsByKey("Email").values().stream()
            .map(lead -> lead.get("Email").asText())
            .collect(Collectors.toSet());
    assertThat(addresses).as("no twin").hasSize(PEOPLE);
    Eventually.equal("no open intents", 0L, stage::openIntents);
  }

  private long leads() {
    return stage.accounts.count("Lead");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("daemon.log"));
  }

  private void noStackTrace() throws IOException {
    assertThat(log()).noneMatch(line -> line.startsWith("\tat "));
  }

  private Process start() throws IOException {
    Process process = DaemonProcess.start(stage, folder.resolve("daemon.log"));
    started.add(process);
    return process;
  }
}
