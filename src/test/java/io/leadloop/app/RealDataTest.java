package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published data set of 9,240 leads, which is not part of this project: {@code
 * -Dleadloop.data=FILE}, or where it usually lies beside the project. Skipped without it.
 */
class RealDataTest {
  private static final Path FILE =
      Path.of(System.getProperty("leadloop.data", "../shared/data/x-education-leads.csv"));
  private static final int PEOPLE = 9_240;

  @TempDir Path folder;

  @Test
  void eachOfTheRealLeadsIsCreatedExactlyOnceAndASecondFullSweepWritesNothing_P1_P3_P4_P5() {
    assumeTrue(Files.isRegularFile(FILE), () -> "There is no file " + FILE);
    try (Stage stage =
        Stage.with(
            folder, PortalLoader.csv(FILE, Path.of("config/sandbox/x-education-columns.yaml")))) {
      stage.openGate();
      Accounts accounts = stage.accounts;
      assertThat(accounts.contacts("email")).hasSize(PEOPLE);
      Instant start = Instant.now();
      stage.start();
      Eventually.see(
          "every person is a lead",
          Duration.ofMinutes(5),
          () -> accounts.count("Lead"),
          leads -> leads >= PEOPLE);
      System.out.printf(
          "%d leads crossed in %d ms.%n",
          PEOPLE, Duration.between(start, Instant.now()).toMillis());
      Accounts.Held loaded = stage.atRest();
      stage.stop();

      Map<String, JsonNode> contacts = accounts.contacts("email");
      Map<String, JsonNode> leads = accounts.leadsByKey("Email");
      assertThat(leads.keySet()).isEqualTo(contacts.keySet());
      assertThat(accounts.count("Lead")).isEqualTo(PEOPLE);
      assertThat(leads.values().stream().map(lead -> lead.get("Email").asText()).distinct())
          .hasSize(PEOPLE);
      leads.forEach(
          (id, lead) ->
              assertThat(lead.get("Email").asText())
                  .isEqualTo(contacts.get(id).get("email").asText()));

      stage.forgetCursors();
      long before = accounts.lastHubspotCall();
      stage.start();
      Eventually.see("everybody is read again", () -> accounts.searched(before), n -> n >= PEOPLE);
      stage.sweeps(accounts.searches(before) + 3, before);
      assertThat(stage.atRest()).isEqualTo(loaded);
      assertThat(accounts.written(before)).isZero();
    }
  }
}
