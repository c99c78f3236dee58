package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who belongs together where no link tells: the key does, whoever is seen first, and where it does
 * not, nobody is guessed.
 */
class KeyBeforeAddressTest {
  @TempDir Path folder;
  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private String lead(String address, String key) {
    return stage.accounts.createLead(
        Map.of("LastName", "Novak", "Company", "Acme", "Email", address, "Leadloop_Key__c", key));
  }

  private void gates(String salesforce, String hubspot) throws IOException {
    Files.writeString(
        stage.config.resolve("lead-definition.yaml"),
        "create_in_salesforce: { when: %s }\ncreate_in_hubspot: { when: %s }\n"
            .formatted(salesforce, hubspot));
  }

  @Test
  void aContactThatIsSeenFirstDoesNotTakeTheLeadThatNamesAnother_P4() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    stage.accounts.createContact(Map.of("email", "office@work.example", "lastname", "Office"));
    String named =
        stage.accounts.createContact(Map.of("email", "ana@home.example", "lastname", "Novak"));
    String lead = lead("office@work.example", named);
    stage.atRest();
    Daemon daemon = stage.start();
    Eventually.see("there is a link", () -> Stage.links(daemon), all -> !all.isEmpty());
    stage.atRest();
    assertThat(stage.accounts.lead(lead, "Leadloop_Key__c").path("Leadloop_Key__c").asText())
        .as(
            "the key of the Lead, links %s, problems %s",
            Stage.links(daemon), Stage.problems(daemon))
        .isEqualTo(named);
    assertThat(
            Stage.links(daemon).stream()
                .filter(row -> row.link().salesforce().id().equals(lead))
                .map(row -> row.link().hubspotId()))
        .containsExactly(named);
  }

  @Test
  void aSurvivorThatIsSeenFirstIsNotCreatedBesideTheLeadThatNamesWhatItAbsorbed_P4() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    String named =
        stage.accounts.createContact(Map.of("email", "ana@home.example", "lastname", "Novak"));
    lead("ana@work.example", named);
    String other =
        stage.accounts.createContact(Map.of("email", "a.novak@home.example", "lastname", "Novak"));
    stage.accounts.mergeContacts(other, named);
    stage.atRest();
    Daemon daemon = stage.start();
    Eventually.see("there is a link", () -> Stage.links(daemon), all -> !all.isEmpty());
    stage.atRest();
    assertThat(stage.accounts.count("Lead"))
        .as("Leads; waiting: %s", Stage.problems(daemon))
        .isEqualTo(1);
  }

  @Test
  void whoseKeyIsEmptiedAfterARestoreIsMadeAnewAsTheNextStepSays_P9() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    gates("always", "always");
    stage.accounts.createContact(Map.of("email", "ann@example.com", "lastname", "Lee"));
    Daemon first = stage.start();
    Eventually.see("ann is linked", () -> Stage.links(first), all -> all.size() == 1);
    stage.atRest();
    Path backup = folder.resolve("backup.db");
    first.state().store().backUp(backup);
    String late =
        stage.accounts.createContact(Map.of("email", "late@example.com", "lastname", "Late"));
    Eventually.see("late is linked", () -> Stage.links(first), all -> all.size() == 2);
    stage.atRest();
    String lead = stage.accounts.leadsByKey("Email").get(late).get("Id").asText();
    stage.stop();
    stage.accounts.deleteContact(late);
    stage.atRest();
    Path store = folder.resolve("leadloop.db");
    for (String rest : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(store + rest));
    }
    Files.copy(backup, store);
    Daemon second = stage.start();
    Problem problem =
        Eventually.see("it waits", () -> Stage.problems(second), all -> all.size() == 1).get(0);
    assertThat(problem.nextStep()).contains("empty our token and our key in Lead " + lead);
    stage.atRest();
    stage.accounts.empty("Lead", lead, "Leadloop_Key__c");
    stage.accounts.empty("Lead", lead, "Leadloop_Token__c");
    Stage.retryAll(second);
    Eventually.see(
        "they are created",
        () -> stage.accounts.contacts("email"),
        all -> all.size() == 2 && !all.containsKey(late));
    Eventually.equal("nothing waits", List.of(), () -> Stage.problems(second));
  }

  @Test
  void aSharedMailboxDoesNotMergePeopleWhenALeadIsDeleted_P4() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    String contact =
        stage.accounts.createContact(
            Map.of("email", "info@acme.example", "firstname", "Ann", "lastname", "Lee"));
    Daemon daemon = stage.start();
    Eventually.see("ann is linked", () -> Stage.links(daemon), all -> all.size() == 1);
    stage.atRest();
    String ann = Stage.links(daemon).get(0).link().salesforce().id();
    String bob =
        stage.accounts.createLead(
            Map.of(
                "FirstName",
                "Bob",
                "LastName",
                "Ray",
                "Company",
                "Acme",
                "Email",
                "info@acme.example"));
    Eventually.see("bob waits", () -> Stage.problems(daemon), all -> !all.isEmpty());
    stage.atRest();
    stage.accounts.delete("Lead", ann);
    stage.atRest();
    stage.sweeps(6, 0);
    assertThat(lastNames(bob, contact)).isEqualTo("Ray Lee");

    // A rep goes on with Bob.
    stage.accounts.edit("Lead", bob, Map.of("Title", "Buyer"));
    Problem problem =
        Eventually.see(
                "bob waits for another reason",
                () -> Stage.problems(daemon),
                all -> all.stream().anyMatch(one -> one.code().equals("linked-elsewhere")))
            .get(0);
    assertThat(problem.message()).contains("contact " + contact, ann, "deleted");
    assertThat(problem.nextStep())
        .contains("write " + contact + " into the key field of Lead " + bob);
    assertThat(lastNames(bob, contact)).isEqualTo("Ray Lee");

    // A person says that they are one.
    stage.accounts.edit("Lead", bob, Map.of("Leadloop_Key__c", contact));
    Eventually.equal(
        "bob is linked",
        List.of(bob),
        () ->
            Stage.links(daemon).stream()
                .filter(row -> row.gone() == null)
                .map(row -> row.link().salesforce().id())
                .toList());
  }

  private String lastNames(String lead, String contact) {
    stage.atRest();
    return stage.accounts.lead(lead, "LastName").path("LastName").asText()
        + " "
        + stage.accounts.contact(contact, "lastname").path("lastname").asText();
  }

  @Test
  void belowAClosedGateNothingWaits() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    gates("never", "never");
    String contact =
        stage.accounts.createContact(Map.of("email", "ana@home.example", "lastname", "Novak"));
    lead("ana@work.example", contact);
    stage.accounts.deleteContact(contact);
    stage.atRest();
    Daemon daemon = stage.start();
    stage.sweeps(4, 0);
    stage.atRest();
    assertThat(Stage.problems(daemon)).isEmpty();
  }

  @Test
  void whoHasTheUniqueNumberOfAnotherIsNotCreatedBesideThem_P4() throws IOException {
    stage =
        Stage.withSalesforceObjects(
            folder.resolve("other"),
            "objects: { Lead: { fields: { Customer_Number__c: { type: string, length: 32, unique: true } } } }\n");
    stage.openGate();
    stage.change(
        "mappings/leads.yaml", "Specialization__c,  ", "Customer_Number__c, contact: none, ");
    String first =
        stage.accounts.createLead(
            Map.of(
                "LastName",
                "Novak",
                "Company",
                "Acme",
                "Email",
                "ana@work.example",
                "Customer_Number__c",
                "K-7"));
    stage.accounts.createContact(
        Map.of("email", "ana@home.example", "lastname", "Novak", "specialization", "K-7"));
    Daemon daemon = stage.start();
    Problem problem =
        Eventually.see(
                "it waits",
                () -> Stage.problems(daemon),
                all -> all.stream().anyMatch(one -> one.code().equals("DUPLICATE_VALUE")))
            .get(0);
    assertThat(problem.message()).contains("Customer_Number__c");
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).as("Leads beside %s", first).isEqualTo(1);
  }
}
