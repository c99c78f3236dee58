package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code src/test/scripts/kill-during-first-load.sh}: a daemon in a process of
 * its own is killed at random moments of its first load.
 */
class KillDuringFirstLoadTest {
  private static final int PEOPLE = 1_000;
  private static final int ROUNDS = 2;
  private static final int CALLS_MAX = 40;

  @TempDir Path folder;
  private Stage stage;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 11));
    stage.openGate();
    // Small batches give many moments to be killed at.
    stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\nbatch: { live: 50, backfill: 100 }");
    stage.goLive();
  }

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
    stage.close();
  }

  @Test
  void aDaemonThatIsKilledLeavesNoTwinAndLosesNothing_P4_P5_P7() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> kills = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = calls();
      Process daemon = daemon();
      int after = 1 + random.nextInt(CALLS_MAX);
      Eventually.see(
          "the daemon makes %d calls (seed %d)".formatted(after, seed),
          () -> calls() - before,
          made -> made >= after);
      daemon.destroyForcibly().waitFor();
      kills.add(
          "after %d calls with %d leads".formatted(calls() - before, stage.accounts.count("Lead")));
    }
    System.out.println("The daemon was killed " + String.join(", ", kills) + ".");
    daemon();
    Eventually.equal(
        "every person is a lead (killed %s, seed %d)".formatted(kills, seed),
        (long) PEOPLE,
        () -> stage.accounts.leadsByKey("Email").values().stream().count());
    stage.atRest();

    Map<String, JsonNode> leads = stage.accounts.leadsByKey("Email,LastName");
    Map<String, JsonNode> contacts = stage.accounts.contacts("email,lastname");
    assertThat(leads.keySet()).isEqualTo(contacts.keySet());
    assertThat(stage.accounts.count("Lead")).as("no lead without a key").isEqualTo(PEOPLE);
    Set<String> emails = new HashSet<>();
    leads.forEach(
        (contact, lead) -> {
          assertThat(emails.add(lead.get("Email").asText())).as("no twin").isTrue();
          assertThat(lead.get("Email").asText())
              .isEqualTo(contacts.get(contact).get("email").asText());
        });

    Map.Entry<String, JsonNode> first = leads.entrySet().iterator().next();
    String lead = first.getValue().get("Id").asText();
    stage.accounts.editContact(first.getKey(), Map.of("phone", "+1 555 0100"));
    stage.accounts.edit("Lead", lead, Map.of("Company", "Acme Inc."));
    Eventually.equal(
        "a marketer's edit arrives",
        "+1 555 0100",
        () -> stage.accounts.lead(lead, "Phone").path("Phone").asText());
    Eventually.equal(
        "a rep's edit arrives",
        "Acme Inc.",
        () -> stage.accounts.contact(first.getKey(), "company").path("company").asText());
  }

  private int calls() {
    return stage.hubspot.calls().since(0).size() + daemonCallsToSalesforce();
  }

  private int daemonCallsToSalesforce() {
    return stage.salesforce.calls().since(0).size() - (int) stage.accounts.apis.salesforceCalls();
  }

  private Process daemon() throws IOException {
    Process process = DaemonProcess.start(stage, folder.resolve("daemon.log"));
    started.add(process);
    return process;
  }
}
