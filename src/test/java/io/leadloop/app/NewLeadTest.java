package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.store.JournalRow;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody whose closed Lead is to be left alone sends a form again, and gets a new Lead: one,
 * whatever goes wrong on the way.
 */
class NewLeadTest {
  /** What the old Lead is told: to give up the key. */
  private static final String RELEASE = "\"Leadloop_Key__c\":null";

  /** What the new one is made by: an upsert under the key. */
  private static final String CREATE = "composite/sobjects/Lead/Leadloop_Key__c";

  @TempDir Path folder;
  private RejectedLead ann;
  private Stage stage;
  private Process process;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    ann = RejectedLead.on(folder, Map.of("city", "Brno"));
    stage = ann.stage;
    contact = ann.contact;
    lead = ann.lead;
  }

  @AfterEach
  void close() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    ann.close();
  }

  /** One link, to the new Lead; the old one as it was; nobody made twice on either side. */
  private void oneOfEach(String newLead) {
    Eventually.see("there is a link", ann::links, all -> all.size() == 1);
    assertThat(ann.links().get(0).link().salesforce().id()).isEqualTo(newLead);
    assertThat(ann.links().get(0).link().hubspotId()).isEqualTo(contact);
    assertThat(stage.accounts.count("Lead")).isEqualTo(2);
    assertThat(stage.accounts.contacts("email")).hasSize(1);
    assertThat(stage.accounts.lead(lead, "Status").path("Status").asText()).isEqualTo("Rejected");
    assertThat(stage.accounts.count("Task")).isZero();
    assertThat(ann.problems()).isEmpty();
    stage.stop();
    assertThat(stage.openIntents()).isZero();
  }

  @Test
  void whoComesBackToAClosedLeadGetsANewOneOnce_P4_P5() {
    ann.sends("Pricing", Instant.now(), 2);
    String other = ann.newLead();
    JsonNode shown =
        stage.accounts.lead(
            other, "Status,Email,City,Leadloop_Why_Now__c,Leadloop_Content_Read__c,OwnerId");
    assertThat(shown.path("Status").asText()).isEqualTo("Open - Not Contacted");
    assertThat(shown.path("Email").asText()).isEqualTo("ann@example.com");
    assertThat(shown.path("Leadloop_Why_Now__c").asText()).contains("Pricing");
    assertThat(ann.shows("leadloop_disposition")).as("sales said nothing yet").isEmpty();
    assertThat(ann.journal("link:1")).extracting(JournalRow::operation).contains("leave");

    // What is edited on either record from here on goes where it belongs.
    stage.accounts.edit("Lead", lead, Map.of("City", "Former"));
    stage.accounts.edit("Lead", other, Map.of("Title", "Buyer"));
    Eventually.equal("the new one is linked", "Buyer", () -> ann.shows("jobtitle"));
    stage.atRest();
    assertThat(ann.shows("city")).isEqualTo("Brno");

    // A daemon that reads everything again does nothing more.
    stage.stop();
    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    stage.start();
    stage.sweeps(4, before);
    stage.atRest();
    oneOfEach(other);
  }

  @Test
  void theNextTimeIsAnotherLead_P5() {
    ann.sends("Pricing", Instant.now(), 2);
    String second = ann.newLead();
    ann.isRejected(second);
    assertThat(stage.accounts.notes(contact)).as("one for each rejection").hasSize(2);
    ann.sends("Demo", Instant.now(), 3);
    Eventually.equal("there is a third", 3L, () -> stage.accounts.count("Lead"));
    stage.atRest();
    assertThat(ann.keyed()).isNotIn(lead, second);
    assertThat(ann.links()).hasSize(1);
    assertThat(ann.links().get(0).link().salesforce().id()).isEqualTo(ann.keyed());
    assertThat(ann.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASE, CREATE})
  void aLostAnswerMakesNoSecondOne_P5(String call) {
    ann.salesforce.loseAnswerTo(call);
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see("the answer was lost", ann.salesforce::allFaultsHappened, lost -> lost);
    oneOfEach(ann.newLead());
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASE, CREATE})
  void aCrashAfterEitherWriteEndsInOneLead_P5_P7(String call) throws Exception {
    stage.stop();
    ann.salesforce.holdAnswerTo(call);
    process = DaemonProcess.start(stage, folder.resolve("first.log"));
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see(
        "it is sent",
        Duration.ofMinutes(2),
        ann.salesforce::allFaultsHappened,
        happened -> happened);
    Eventually.equal(
        "it arrived",
        call.equals(RELEASE) ? 0L : 1L,
        () -> stage.accounts.count("Lead WHERE Leadloop_Key__c != null"));
    process.destroyForcibly().waitFor();
    stage.start();
    oneOfEach(ann.newLead());
  }

  @Test
  void aRefusalWaitsWithItsReasonAndEndsInOneLead_P6() throws Exception {
    ann.rules(RejectedLead.NO_DUPLICATES);
    ann.sends("Pricing", Instant.now(), 2);
    Problem waits = Eventually.see("it waits", ann::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("DUPLICATES_DETECTED");
    assertThat(waits.message()).contains(lead);
    assertThat(waits.nextStep()).contains("leadloop retry");
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    ann.rules("{}");
    Eventually.see(
        "there is a new one",
        () -> {
          ann.retry();
          return stage.accounts.count("Lead");
        },
        leads -> leads == 2);
    oneOfEach(ann.newLead());
  }

  @Test
  void anEditOnTheOldLeadThatFellIntoTheMomentIsCarriedOver_P2() {
    ann.salesforce.before(
        RELEASE, () -> stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer")));
    ann.sends("Pricing", Instant.now(), 2);
    String other = ann.newLead();
    assertThat(ann.shows("jobtitle")).isEqualTo("Buyer");
    assertThat(stage.accounts.lead(other, "Title").path("Title").asText()).isEqualTo("Buyer");
    oneOfEach(other);
  }

  @Test
  void anOptOutOnTheOldLeadCountsBeforeAndAfter() {
    stage.stop();
    stage.accounts.tick("Lead", lead, "DoNotCall", true);
    ann.sends("Pricing", Instant.now(), 2);
    stage.start();
    String other = ann.newLead();
    assertThat(stage.accounts.lead(other, "DoNotCall").path("DoNotCall").asBoolean()).isTrue();
    assertThat(ann.shows("do_not_call")).isEqualTo("true");

    stage.accounts.tick("Lead", lead, "HasOptedOutOfEmail", true);
    Eventually.equal("HubSpot mails no more", "true", () -> ann.shows("hs_email_optout"));
    Eventually.equal(
        "nor does sales",
        "true",
        () -> stage.accounts.lead(other, "HasOptedOutOfEmail").path("HasOptedOutOfEmail").asText());
    stage.atRest();

    // Lifted by the person, it stays lifted, whatever happens on the old Lead.
    stage.accounts.editContact(contact, Map.of("do_not_call", "false"));
    Eventually.equal(
        "it is lifted",
        "false",
        () -> stage.accounts.lead(other, "DoNotCall").path("DoNotCall").asText());
    stage.accounts.edit("Lead", lead, Map.of("City", "Former"));
    stage.atRest();
    assertThat(ann.shows("do_not_call")).isEqualTo("false");
    oneOfEach(other);
  }

  @Test
  void whoIsBelowTheGateByNowGetsOneToo() {
    stage.accounts.editContact(contact, Map.of("lifecyclestage", "customer"));
    stage.atRest();
    ann.sends("Pricing", Instant.now(), 2);
    oneOfEach(ann.newLead());
  }

  @Test
  void aDeletedOrConvertedOldLeadMakesNobodyTwice_P4() {
    ann.sends("Pricing", Instant.now(), 2);
    String other = ann.newLead();
    String person = stage.accounts.convert(lead);
    Problem waits = Eventually.see("it waits", ann::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("former-lead");
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).hasSize(1);
    assertThat(ann.links().get(0).link().salesforce().id()).isEqualTo(other);

    // Sales makes one of both.
    stage.accounts.convertInto(other, person);
    Eventually.equal("the link follows", person, () -> ann.links().get(0).link().salesforce().id());
    ann.retry();
    Eventually.equal("nothing waits", List.of(), ann::problems);
    assertThat(ann.links()).hasSize(1);
  }

  @Test
  void whoseNewLeadIsDeletedIsNotSilentWhenTheyComeBack_P7() {
    ann.sends("Pricing", Instant.now(), 2);
    String other = ann.newLead();
    stage.accounts.delete("Lead", other);
    Eventually.see(
        "it rests", () -> ann.shows("leadloop_deleted_in_salesforce"), shown -> !shown.isEmpty());
    stage.atRest();
    ann.sends("Demo", Instant.now(), 3);
    Problem waits = Eventually.see("it waits", ann::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("came-back-deleted");
    assertThat(waits.message()).contains("Demo", other);
    assertThat(stage.accounts.count("Lead")).as("the former one alone").isEqualTo(1);
  }

  @Test
  void aConvertedPersonGetsTheTask() {
    String person = stage.accounts.convert(lead);
    Eventually.equal(
        "the Contact carries the link",
        contact,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.equal("there is a task", 1L, () -> stage.accounts.count("Task"));
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
  }
}
