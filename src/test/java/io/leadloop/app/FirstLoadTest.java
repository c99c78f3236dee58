package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand people cross to Salesforce, each once, and then there is nothing left to do. */
class FirstLoadTest {
  private static final int PEOPLE = 1_000;
  private static final String SHOWN =
      "Email,LastName,Company,Leadloop_Engagement__c,Leadloop_Why_Now__c,Leadloop_Content_Read__c,"
          + "Leadloop_Entry_Point__c,Leadloop_Last_Activity__c";

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 7));
    stage.openGate();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void eachPersonBecomesExactlyOneLeadWithItsContextAndASecondFullSweepWritesNothing_P1_P3_P4_P5() {
    Map<String, JsonNode> contacts =
        stage.accounts.contacts(
            "email,lastname,company,recent_conversion_event_name,hs_analytics_last_url");
    assertThat(contacts).hasSize(PEOPLE);
    stage.start();
    Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    Accounts.Held loaded = stage.atRest();
    stage.stop();
    Map<String, JsonNode> leads = stage.accounts.leadsByKey(SHOWN);
    assertThat(leads.keySet()).isEqualTo(contacts.keySet());
    Set<String> emails = new HashSet<>();
    contacts.forEach(
        (id, contact) -> {
          JsonNode lead = leads.get(id);
          assertThat(lead.get("Email").asText()).isEqualTo(contact.get("email").asText());
          assertThat(lead.get("LastName").asText()).isEqualTo(contact.get("lastname").asText());
          assertThat(lead.get("Company").asText()).isEqualTo(contact.get("company").asText());
          assertThat(emails.add(lead.get("Email").asText())).as("no twin of %s", id).isTrue();
          assertThat(lead.get("Leadloop_Entry_Point__c").asText("")).isNotEmpty();
          String form = text(contact, "recent_conversion_event_name");
          String page = text(contact, "hs_analytics_last_url");
          assertThat(lead.get("Leadloop_Content_Read__c").asText("")).startsWith(page);
          if (!form.isEmpty() || !page.isEmpty()) {
            assertThat(lead.get("Leadloop_Engagement__c").asText("")).isNotEmpty();
            assertThat(lead.get("Leadloop_Why_Now__c").asText("")).isNotEmpty();
            assertThat(lead.get("Leadloop_Last_Activity__c").asText("")).isNotEmpty();
          }
        });

    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    stage.start();
    Eventually.see(
        "everybody is read again", () -> stage.accounts.searched(before), n -> n >= PEOPLE);
    stage.sweeps(stage.accounts.searches(before) + 3, before);
    assertThat(stage.atRest()).isEqualTo(loaded);
    assertThat(stage.accounts.written(before)).isZero();
  }

  private static String text(JsonNode contact, String property) {
    return contact.hasNonNull(property) ? contact.get(property).asText() : "";
  }
}
