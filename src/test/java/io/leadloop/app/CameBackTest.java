package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sends a form whose Lead sales has deleted: nobody is created, and nobody is silent. */
class CameBackTest {
  private static final String MARK = "leadloop_deleted_in_salesforce";

  @TempDir Path folder;
  private FormSender ann;
  private Stage stage;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    ann = FormSender.on(folder);
    stage = ann.stage;
    stage.openGate();
    contact = ann.isThere(Map.of("company", "Acme"));
    stage.start();
    lead = ann.isALead();
  }

  @AfterEach
  void close() {
    ann.close();
  }

  private void isDeleted() {
    stage.accounts.delete("Lead", lead);
    Eventually.see("the contact says so", () -> ann.shows(MARK), shown -> !shown.isEmpty());
    stage.atRest();
    assertThat(ann.problems()).isEmpty();
  }

  private Problem waits() {
    Problem problem = Eventually.see("it waits", ann::problems, all -> !all.isEmpty()).get(0);
    stage.atRest();
    assertThat(ann.problems()).hasSize(1);
    assertThat(problem.code()).isEqualTo("came-back-deleted");
    assertThat(stage.accounts.count("Lead")).as("created again").isZero();
    return problem;
  }

  @Test
  void whoseLeadWasDeletedWaitsWithTheFormUntilTheLeadIsRestored_P4_P7() {
    isDeleted();
    ann.sends("Pricing", Instant.now(), 2);
    Problem problem = waits();
    assertThat(problem.message()).contains(contact, "Pricing", lead);
    assertThat(problem.nextStep()).contains("Restore", "Recycle Bin", "delete contact");
    assertThat(ann.shows(MARK)).isNotEmpty();

    stage.accounts.undelete(lead);
    Eventually.equal("nothing waits", List.of(), ann::problems);
    Eventually.equal("the mark is gone", "", () -> ann.shows(MARK));
    stage.accounts.editContact(contact, Map.of("jobtitle", "Buyer"));
    Eventually.equal(
        "the link goes on",
        "Buyer",
        () -> stage.accounts.lead(lead, "Title").path("Title").asText());
  }

  @Test
  void aFormAndADeletionThatAreSeenInOneLookAreMarkedAndWait_P7() {
    stage.stop();
    stage.accounts.delete("Lead", lead);
    RejectedLead.passes(Duration.ofMillis(1100));
    ann.sends("Pricing", Instant.now(), 2);
    stage.start();
    waits();
    assertThat(ann.shows(MARK)).isNotEmpty();
  }

  @Test
  void whoDeletesALeadAfterTheFormHasSeenIt() {
    stage.stop();
    ann.sends("Pricing", Instant.now(), 2);
    RejectedLead.passes(Duration.ofMillis(1100));
    stage.accounts.delete("Lead", lead);
    stage.start();
    Eventually.see("the contact says so", () -> ann.shows(MARK), shown -> !shown.isEmpty());
    stage.atRest();
    assertThat(ann.problems()).isEmpty();
  }

  @Test
  void aNewLeadThatSomebodyMakesTakesThePlaceOfTheDeletedOne_P4() {
    isDeleted();
    ann.sends("Pricing", Instant.now(), 2);
    waits();
    String other =
        stage.accounts.createLead(
            Map.of("LastName", "Lee", "Company", "Acme", "Email", "ann@example.com"));
    Eventually.equal(
        "it is linked",
        contact,
        () -> stage.accounts.lead(other, "Leadloop_Key__c").path("Leadloop_Key__c").asText());
    Eventually.equal("nothing waits", List.of(), ann::problems);
    stage.atRest();
    assertThat(ann.links()).hasSize(1);
    assertThat(ann.links().get(0).link().salesforce().id()).isEqualTo(other);
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(ann.shows(MARK)).isEmpty();
  }

  @Test
  void whoseContactIsDeletedTooIsLeftAlone() {
    isDeleted();
    ann.sends("Pricing", Instant.now(), 2);
    waits();
    stage.accounts.deleteContact(contact);
    Eventually.equal("nothing waits", List.of(), ann::problems);
    assertThat(ann.links().get(0).gone()).isNotNull();
  }
}
