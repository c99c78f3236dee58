package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import io.leadloop.sync.Lane;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who opts out on one side is opted out on both, whatever else is the matter. */
class OptOutTest {
  private static final int PEOPLE = 20;

  private static final List<String> WITHOUT_PREFERENCES =
      List.of(
          "crm.objects.contacts.read",
          "crm.objects.contacts.write",
          "crm.schemas.contacts.read",
          "crm.objects.owners.read");

  @TempDir Path folder;
  private Stage stage;
  private String contact;
  private String lead;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 5));
    stage.openGate();
  }

  private Daemon start() {
    Daemon daemon = stage.start();
    Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    Map.Entry<String, JsonNode> first =
        stage.accounts.leadsByKey("Email,HasOptedOutOfEmail").entrySet().stream()
            .filter(entry -> !entry.getValue().path("HasOptedOutOfEmail").asBoolean())
            .findFirst()
            .orElseThrow();
    contact = first.getKey();
    lead = first.getValue().get("Id").asText();
    return daemon;
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aRepsOptOutReachesHubspotsPreferencesAndARepCannotLiftIt() {
    start();
    stage.accounts.tick("Lead", lead, "HasOptedOutOfEmail", true);
    Eventually.equal("HubSpot mails no more", "true", () -> shows("hs_email_optout"));
    stage.atRest();
    stage.accounts.tick("Lead", lead, "HasOptedOutOfEmail", false);
    Eventually.equal(
        "it stands in Salesforce again",
        "true",
        () -> stage.accounts.lead(lead, "HasOptedOutOfEmail").path("HasOptedOutOfEmail").asText());
    assertThat(shows("hs_email_optout")).isEqualTo("true");
    assertThat(shows("leadloop_email_optout")).isEmpty();
  }

  @Test
  void anOptOutPassesACapAndARefusalOfAnotherField() {
    start();
    stage.stop();
    stage.change("leadloop.yaml", "changes_per_hour: off", "changes_per_hour: 0");
    stage.start();
    stage.accounts.edit("Lead", lead, Map.of("Title", "Held back"));
    stage.accounts.tick("Lead", lead, "DoNotCall", true);
    Eventually.equal("HubSpot says it", "true", () -> shows("do_not_call"));
    stage.atRest();
    assertThat(shows("jobtitle")).isNotEqualTo("Held back");
  }

  @Test
  void withoutTheScopeAPropertyOfOursSaysItLoudly() {
    stage.hubspot.grant(HubSpotSandbox.TOKEN, WITHOUT_PREFERENCES);
    Daemon daemon = start();
    stage.accounts.tick("Lead", lead, "HasOptedOutOfEmail", true);
    Eventually.equal("our property says it", "true", () -> shows("leadloop_email_optout"));
    stage.atRest();
    assertThat(shows("hs_email_optout")).isNotEqualTo("true");
    assertThat(stage.accounts.lead(lead, "HasOptedOutOfEmail").path("HasOptedOutOfEmail").asText())
        .as("it is never taken back")
        .isEqualTo("true");
    assertThat(waiting(daemon))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("communication_preferences.write", "leadloop_email_optout"));

    // Other fields of the same person go on, and the opt-out is told once it may be.
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    stage.hubspot.grant(HubSpotSandbox.TOKEN, null);
    daemon
        .state()
        .store()
        .run(
            handle ->
                daemon
                    .state()
                    .inbox()
                    .wake(handle, subjects(daemon), Lane.REPAIR.number(), Instant.now()));
    Eventually.equal("HubSpot mails no more", "true", () -> shows("hs_email_optout"));
    Eventually.equal("the title arrives", "Buyer", () -> shows("jobtitle"));
    Eventually.equal("nobody waits", List.of(), () -> waiting(daemon));
  }

  private static List<String> waiting(Daemon daemon) {
    return Stage.problems(daemon).stream().map(Problem::message).toList();
  }

  private static List<String> subjects(Daemon daemon) {
    return Stage.problems(daemon).stream().map(Problem::subject).toList();
  }

  private String shows(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }
}
