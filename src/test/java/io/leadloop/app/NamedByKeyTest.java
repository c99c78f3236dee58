package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Intent;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leads that no link stands for and that name a contact by our key: another store linked them once,
 * or somebody wrote the key by hand. Every Lead would be created in HubSpot here, and no contact in
 * Salesforce, so whoever is seen first is a Lead.
 */
class NamedByKeyTest {
  @TempDir Path folder;
  private Stage stage;
  private String contact;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    Files.writeString(
        stage.config.resolve("lead-definition.yaml"),
        "create_in_salesforce: { when: never }\ncreate_in_hubspot: { when: always }\n");
    contact =
        stage.accounts.createContact(Map.of("email", "ana@home.example", "lastname", "Novak"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private String leadWithKey(String address) {
    return stage.accounts.createLead(
        Map.of(
            "LastName", "Novak", "Company", "Acme", "Email", address, "Leadloop_Key__c", contact));
  }

  private static void isLinked(Daemon daemon, String contact, String lead) {
    Eventually.see("they are linked", () -> Stage.links(daemon), all -> all.size() == 1);
    assertThat(Stage.links(daemon).get(0).link().hubspotId()).isEqualTo(contact);
    assertThat(Stage.links(daemon).get(0).link().salesforce().id()).isEqualTo(lead);
  }

  @Test
  void aLeadIsLinkedToTheContactThatItsKeyNamesWhateverTheirAddresses_P4() {
    String lead = leadWithKey("ana@work.example");
    Daemon daemon = stage.start();
    isLinked(daemon, contact, lead);
    stage.atRest();
    assertThat(stage.accounts.contacts("email").keySet()).containsExactly(contact);
    assertThat(Stage.problems(daemon)).isEmpty();
  }

  @Test
  void theKeyOfAContactThatWasMergedNamesTheSurvivor_P4() {
    String lead = leadWithKey("ana@work.example");
    String other =
        stage.accounts.createContact(Map.of("email", "a.novak@home.example", "lastname", "Novak"));
    String survivor = stage.accounts.mergeContacts(other, contact);
    Daemon daemon = stage.start();
    isLinked(daemon, survivor, lead);
    Eventually.equal(
        "the Lead has the survivor's key",
        survivor,
        () -> stage.accounts.lead(lead, "Leadloop_Key__c").path("Leadloop_Key__c").asText());
  }

  @Test
  void aLeadOfAMergedContactBesideTheSurvivorsOwnWaits_P4() {
    String lead = leadWithKey("ana@work.example");
    String merged = contact;
    contact =
        stage.accounts.createContact(Map.of("email", "a.novak@home.example", "lastname", "Novak"));
    contact = stage.accounts.mergeContacts(contact, merged);
    String other = leadWithKey("a.novak@work.example");
    Daemon daemon = stage.start();
    isLinked(daemon, contact, other);
    Problem problem =
        Eventually.see("the other one waits", () -> Stage.problems(daemon), all -> !all.isEmpty())
            .get(0);
    assertThat(problem.subject()).contains(lead);
    assertThat(problem.code()).isEqualTo("ambiguous-match");
    stage.atRest();
    assertThat(stage.accounts.contacts("email").keySet()).containsExactly(contact);
  }

  @Test
  void aLeadWhoseContactWasDeletedBeforeItsCreateWasAnsweredWaits_P7() {
    String lead = leadWithKey("ana@home.example");
    stage.accounts.edit("Lead", lead, Map.of("Leadloop_Token__c", "ours-of-ana"));
    Instant now = Instant.now();
    String subject = RecordKey.contact(contact).text();
    Intent open =
        new Intent(Side.SALESFORCE, subject, "ours-of-ana", null, Map.of(), Instant.EPOCH, now);
    try (Store store = Store.open(stage.store)) {
      State state = State.of(store, "main");
      store.run(handle -> state.intents().save(handle, List.of(open)));
    }
    stage.accounts.deleteContact(contact);
    stage.atRest();
    Daemon daemon = stage.start();
    Problem problem =
        Eventually.see("it waits", () -> Stage.problems(daemon), all -> !all.isEmpty()).get(0);
    assertThat(problem.code()).isEqualTo("record-gone");
    assertThat(problem.subject()).contains(lead);
    assertThat(daemon.state().store().<Long>read(handle -> daemon.state().intents().count(handle)))
        .isZero();
  }

  @Test
  void aContactWithTheAddressIsNotTakenForAnotherThatTheKeyNames_P4() {
    String lead = leadWithKey("ana@work.example");
    stage.accounts.createContact(Map.of("email", "ana@work.example", "lastname", "Novak"));
    Daemon daemon = stage.start();
    isLinked(daemon, contact, lead);
  }

  @Test
  void whomTheKeyNamesAndWhoIsGoneIsNotCreatedAgainUntilTheKeyIsEmptied_P4() {
    String lead = leadWithKey("ana@work.example");
    stage.accounts.deleteContact(contact);
    Daemon daemon = stage.start();
    Problem problem =
        Eventually.see("it waits", () -> Stage.problems(daemon), all -> !all.isEmpty()).get(0);
    assertThat(problem.code()).isEqualTo("record-gone");
    assertThat(problem.subject()).contains(lead);
    assertThat(problem.message()).contains(contact);
    assertThat(problem.nextStep()).contains("Restore", "retry " + lead, "erase --person " + lead);
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).as("created again").isEmpty();

    // An admin says that it is somebody new.
    stage.accounts.empty("Lead", lead, "Leadloop_Key__c");
    Stage.retryAll(daemon);
    Eventually.see(
        "they are created",
        () -> stage.accounts.contacts("email"),
        all -> all.size() == 1 && !all.containsKey(contact));
    Eventually.equal("nothing waits", List.of(), () -> Stage.problems(daemon));
  }

  @Test
  void whoIsGoneAndComesBackIsLinked_P4() {
    String lead = leadWithKey("ana@work.example");
    stage.accounts.deleteContact(contact);
    Daemon daemon = stage.start();
    Eventually.see("it waits", () -> Stage.problems(daemon), all -> !all.isEmpty());
    stage.accounts.restoreContact(contact);
    isLinked(daemon, contact, lead);
    Eventually.equal("nothing waits", List.of(), () -> Stage.problems(daemon));
  }
}
