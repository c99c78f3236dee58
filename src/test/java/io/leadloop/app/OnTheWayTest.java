package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a person between the Lead that they left and the new one. */
class OnTheWayTest {
  /** What the old Lead is told: to give up the key. */
  private static final String RELEASE = "\"Leadloop_Key__c\":null";

  @TempDir Path folder;
  private RejectedLead ann;

  @BeforeEach
  void open() throws IOException {
    ann = RejectedLead.on(folder);
  }

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void theNewLeadIsMadeOfWhatWasCarriedOverBefore_P2() {
    ann.stage.accounts.editContact(ann.contact, Map.of("jobtitle", "Rep"));
    Eventually.equal("it crossed", "Rep", () -> ann.shows(ann.lead, "Title"));
    ann.stage.atRest();
    ann.stage.stop();
    // A row of a sweep serves for long, and the next sweep comes late.
    ann.stage.change("leadloop.yaml", "sweep_every: 500ms", "sweep_every: 15s");
    ann.stage.change("leadloop.yaml", "fresh_for: 5s", "fresh_for: 10s");
    ann.salesforce.loseAnswerTo(RELEASE);
    ann.sends("Pricing", Instant.now(), 2);
    ann.stage.start();
    Eventually.see("it is lost", ann.salesforce::allFaultsHappened, lost -> lost);
    ann.stage.accounts.edit("Lead", ann.lead, Map.of("Title", "Buyer"));

    String other = ann.newLead();
    assertThat(ann.shows(other, "Title")).isEqualTo("Buyer");
    ann.stage.sweeps(2, ann.stage.accounts.lastHubspotCall());
    ann.stage.atRest();
    assertThat(ann.shows("jobtitle")).isEqualTo("Buyer");
  }

  /** Another contact of hers that is linked to a Lead of its own; returns its id. */
  private String anotherWithALead() {
    String other =
        ann.stage.accounts.createContact(Map.of("email", "ann2@example.com", "lastname", "Lee"));
    Eventually.see(
        "it has a Lead",
        () -> ann.stage.accounts.leadsByKey("Email"),
        leads -> leads.containsKey(other));
    ann.stage.atRest();
    return other;
  }

  private void getsALead(String contact) {
    Eventually.see(
        "there is a new Lead",
        () -> {
          ann.retry();
          return ann.stage.accounts.leadsByKey("Email");
        },
        leads -> leads.containsKey(contact));
    ann.stage.atRest();
    assertThat(ann.stage.accounts.count("Lead")).isEqualTo(2);
    assertThat(ann.problems()).isEmpty();
  }

  @Test
  void aContactThatIsMergedIsFollowed_P4() throws Exception {
    ann.rules(RejectedLead.NO_DUPLICATES);
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see("it waits", ann::problems, all -> !all.isEmpty());
    // Who is a customer does not pass the gate; somebody on the way is not asked to.
    ann.stage.accounts.editContact(ann.contact, Map.of("lifecyclestage", "customer"));
    String twin =
        ann.stage.accounts.createContact(
            Map.of("email", "ann2@example.com", "lastname", "Lee", "lifecyclestage", "customer"));
    ann.stage.atRest();
    String survivor = ann.stage.accounts.mergeContacts(ann.contact, twin);
    ann.stage.atRest();
    ann.rules("{}");
    getsALead(survivor);
    assertThat(ann.links()).hasSize(1);

    // What is owed to the old Lead finds her too.
    ann.stage.accounts.tick("Lead", ann.lead, "DoNotCall", true);
    Eventually.equal(
        "marketing",
        "true",
        () -> ann.stage.accounts.contact(survivor, "do_not_call").path("do_not_call").asText());
  }

  @Test
  void aContactThatIsMergedIntoALinkedOneNeedsNoLead_P4() throws Exception {
    String other = anotherWithALead();
    String present = ann.stage.accounts.leadsByKey("Email").get(other).get("Id").asText();
    ann.rules(RejectedLead.NO_DUPLICATES);
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see("it waits", ann::problems, all -> !all.isEmpty());
    ann.stage.atRest();
    ann.stage.accounts.mergeContacts(other, ann.contact);
    Eventually.see(
        "nothing waits",
        () -> {
          ann.retry();
          return ann.problems();
        },
        List::isEmpty);
    ann.stage.atRest();
    assertThat(ann.stage.accounts.count("Lead")).isEqualTo(2);

    ann.stage.accounts.tick("Lead", ann.lead, "DoNotCall", true);
    Eventually.equal("sales", "true", () -> ann.shows(present, "DoNotCall"));
  }

  @Test
  void anotherRecordOfTheirsThatWasDeletedHoldsNobodyUp_P4_P7() throws Exception {
    String other = anotherWithALead();
    ann.stage.accounts.delete(
        "Lead", ann.stage.accounts.leadsByKey("Email").get(other).get("Id").asText());
    Eventually.see(
        "its link rests", ann::links, links -> links.stream().anyMatch(one -> one.gone() != null));
    ann.stage.atRest();
    ann.rules(RejectedLead.NO_DUPLICATES);
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see("it waits", ann::problems, all -> !all.isEmpty());
    ann.stage.atRest();
    String survivor = ann.stage.accounts.mergeContacts(ann.contact, other);
    ann.stage.atRest();
    ann.rules("{}");
    getsALead(survivor);
  }
}
