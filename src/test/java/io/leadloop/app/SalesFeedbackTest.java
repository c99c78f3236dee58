package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sales does with a lead is seen by the marketer. */
class SalesFeedbackTest {
  private static final int PEOPLE = 30;

  @TempDir Path folder;
  private Stage stage;
  private String contact;
  private String lead;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.invented(PEOPLE, 5));
    stage.openGate();
    stage.start();
    Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    Map.Entry<String, JsonNode> first =
        stage.accounts.leadsByKey("Email").entrySet().iterator().next();
    contact = first.getKey();
    lead = first.getValue().get("Id").asText();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aRejectionIsSeenWithItsReasonAndExactlyOneNote_P5() {
    stage.accounts.edit(
        "Lead", lead, Map.of("Status", "Rejected", "Rejection_Reason__c", "No budget"));
    Eventually.equal("the contact shows what sales said", "rejected: No budget", this::disposition);
    Eventually.equal("there is a note", 1, () -> stage.accounts.notes(contact).size());
    assertThat(stage.accounts.notes(contact).get(0)).contains("rejected", "No budget");
    assertThat(shows("leadloop_disposition_at")).isNotEmpty();
    stage.atRest();

    // Neither an edit of another field nor a daemon that starts anew and reads everything again
    // says it twice.
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    Eventually.equal("the edit arrives", "Buyer", () -> shows("jobtitle"));
    stage.stop();
    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    stage.start();
    stage.sweeps(4, before);
    stage.atRest();
    assertThat(stage.accounts.notes(contact)).hasSize(1);
    assertThat(disposition()).isEqualTo("rejected: No budget");
    assertThat(stage.accounts.written(before)).isZero();
  }

  @Test
  void aConvertedLeadHandsItsLinkOnToItsContact_P1_P4() {
    String person = stage.accounts.convert(lead);
    Eventually.equal("the contact shows it", "converted", () -> shows("leadloop_disposition"));
    Eventually.equal(
        "the Contact carries the link",
        contact,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.accounts.edit("Contact", person, Map.of("Title", "Head of Buying"));
    Eventually.equal("a rep's edit arrives", "Head of Buying", () -> shows("jobtitle"));
    stage.accounts.editContact(contact, Map.of("phone", "+1 555 0123"));
    Eventually.equal(
        "a marketer's edit arrives", "+1 555 0123", () -> stage.accounts.person(person, "Phone"));
    stage.atRest();
    assertThat(stage.accounts.notes(contact)).hasSize(1);
    assertThat(stage.accounts.count("Lead")).as("no new Lead").isEqualTo(PEOPLE);
    assertThat(stage.accounts.count("Contact")).isEqualTo(1);
  }

  private String disposition() {
    return shows("leadloop_disposition") + ": " + shows("leadloop_disposition_reason");
  }

  private String shows(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }
}
