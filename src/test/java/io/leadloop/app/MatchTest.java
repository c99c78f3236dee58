package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People whom both accounts knew before. */
class MatchTest {
  private static final Map<String, String> LEAD =
      Map.of("LastName", "Novak", "Company", "Acme", "Email", "Ana.Novak@example.com");

  @TempDir Path folder;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private String contact() {
    return stage.accounts.createContact(
        Map.of("email", "ana.novak@example.com", "lastname", "Novak", "company", "Acme"));
  }

  @Test
  void twoLeadsWithOneAddressAreParkedAndNeitherIsTouched_P4() {
    String one = stage.accounts.createLead(LEAD);
    String other = stage.accounts.createLead(LEAD);
    String contact = contact();
    Accounts.Held before = stage.atRest();
    Daemon daemon = stage.start();
    Problem problem =
        Eventually.see(
                "it is parked",
                () ->
                    daemon
                        .state()
                        .store()
                        .read(handle -> daemon.state().problems().all(handle, 10)),
                all -> all.stream().anyMatch(p -> p.subject().contains(contact)))
            .stream()
            .filter(p -> p.subject().contains(contact))
            .findFirst()
            .orElseThrow();
    assertThat(problem.code()).isEqualTo("ambiguous-match");
    assertThat(problem.message()).contains(one, other);
    assertThat(stage.atRest()).as("nothing was written").isEqualTo(before);
  }

  /** A contact whose second address is that of {@link #LEAD}. */
  private String contactWithTwoAddresses() {
    String contact =
        stage.accounts.createContact(Map.of("email", "ana@home.example", "lastname", "Novak"));
    return stage.accounts.mergeContacts(contact, contact());
  }

  @Test
  void aPersonIsFoundUnderTheirSecondAddressAndNobodyIsCreated_P4() {
    String lead = stage.accounts.createLead(LEAD);
    String contact = contactWithTwoAddresses();
    stage.atRest();
    stage.start();
    Eventually.equal(
        "the lead has the key",
        contact,
        () -> stage.accounts.lead(lead, "Leadloop_Key__c").path("Leadloop_Key__c").asText(""));
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    Eventually.equal(
        "a rep's edit arrives",
        "Buyer",
        () -> stage.accounts.contact(contact, "jobtitle").path("jobtitle").asText());
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(stage.accounts.contacts("email")).hasSize(1);
  }

  @Test
  void aLeadUnderEachAddressOfOnePersonIsParkedWhoeverIsSeenFirst_P4() {
    String one = stage.accounts.createLead(LEAD);
    String other =
        stage.accounts.createLead(
            Map.of("LastName", "Novak", "Company", "Acme", "Email", "Ana@Home.example"));
    String contact = contactWithTwoAddresses();
    Accounts.Held before = stage.atRest();
    Daemon daemon = stage.start();
    for (String waiting : List.of(one, other, contact)) {
      Eventually.see(
          waiting + " is parked",
          () -> Stage.problems(daemon),
          all ->
              all.stream()
                  .anyMatch(
                      problem ->
                          problem.subject().contains(waiting)
                              && problem.code().equals("ambiguous-match")));
    }
    assertThat(stage.atRest()).as("nothing was written").isEqualTo(before);
  }

  @Test
  void whoMatchedTwoLeadsIsLinkedOnceOneOfThemIsDeleted_P4() {
    String duplicate = stage.accounts.createLead(LEAD);
    String lead = stage.accounts.createLead(LEAD);
    String contact = contact();
    Daemon daemon = stage.start();
    Eventually.see("all wait", () -> Stage.problems(daemon), all -> all.size() == 3);
    stage.atRest();
    stage.accounts.delete("Lead", duplicate);
    Eventually.see("they are linked", () -> Stage.links(daemon), all -> !all.isEmpty());
    stage.atRest();
    assertThat(Stage.links(daemon).get(0).link().salesforce().id()).isEqualTo(lead);
    assertThat(stage.accounts.contacts("email")).containsOnlyKeys(contact);
    Eventually.equal("nobody waits", List.of(), () -> Stage.problems(daemon));
  }

  @Test
  void whatWaitedIsForgottenOnceItsOwnRecordIsDeleted_P7() {
    stage.accounts.createLead(LEAD);
    stage.accounts.createLead(LEAD);
    String contact = contact();
    Daemon daemon = stage.start();
    Eventually.see("all wait", () -> Stage.problems(daemon), all -> all.size() == 3);
    stage.atRest();
    stage.accounts.deleteContact(contact);
    Eventually.see(
        "the contact waits no longer",
        () -> Stage.problems(daemon),
        all -> all.stream().noneMatch(one -> one.subject().contains(contact)));
    String subject = RecordKey.contact(contact).text();
    Eventually.equal(
        "nothing is remembered of it",
        true,
        () ->
            daemon
                .state()
                .store()
                .<Boolean>read(handle -> daemon.state().backlog().row(handle, subject) == null));
    assertThat(Stage.problems(daemon)).hasSize(2);
  }

  @Test
  void aSecondLeadForALinkedPersonWaitsAndTheFirstGoesOn_P4() {
    String contact = contact();
    Daemon daemon = stage.start();
    String first =
        Eventually.see(
                "there is a lead",
                () -> stage.accounts.leadsByKey("Email"),
                leads -> leads.containsKey(contact))
            .get(contact)
            .get("Id")
            .asText();
    stage.atRest();
    String second = stage.accounts.createLead(LEAD);
    Problem problem =
        Eventually.see("the second one waits", () -> Stage.problems(daemon), all -> !all.isEmpty())
            .get(0);
    assertThat(problem.subject()).contains(second);
    assertThat(problem.code()).isEqualTo("ambiguous-match");
    assertThat(problem.message()).contains(first, second);
    stage.accounts.edit("Lead", second, Map.of("Title", "Nobody"));
    stage.accounts.edit("Lead", first, Map.of("Title", "Buyer"));
    Eventually.equal(
        "the first one goes on",
        "Buyer",
        () -> stage.accounts.contact(contact, "jobtitle").path("jobtitle").asText());
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).hasSize(1);
    assertThat(stage.accounts.count("Lead")).isEqualTo(2);
  }

  @Test
  void theOnlyLeadWithThatAddressIsAdoptedAndGetsTheKey_P4() {
    String lead = stage.accounts.createLead(LEAD);
    String contact = contact();
    stage.start();
    Eventually.equal(
        "the lead has the key",
        contact,
        () -> stage.accounts.lead(lead, "Leadloop_Key__c").path("Leadloop_Key__c").asText(""));
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    Eventually.equal(
        "a rep's edit arrives",
        "Buyer",
        () -> stage.accounts.contact(contact, "jobtitle").path("jobtitle").asText());
    stage.atRest();
    assertThat(stage.accounts.records("SELECT Id FROM Lead")).hasSize(1);
    assertThat(stage.accounts.contacts("email").keySet()).isEqualTo(java.util.Set.of(contact));
  }

  @Test
  void aContactOfSalesforceWithThatAddressStandsForThePersonToo_P4() {
    String lead = stage.accounts.createLead(LEAD);
    String person = stage.accounts.convert(lead);
    String contact = contact();
    stage.start();
    Eventually.equal(
        "the Contact has the key", contact, () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();
    assertThat(List.of(stage.accounts.count("Lead"), stage.accounts.count("Contact")))
        .as("nobody was created")
        .isEqualTo(List.of(1L, 1L));
  }
}
