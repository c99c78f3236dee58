package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.Conversion;
import io.leadloop.lead.RecordKey;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leads that reps convert at the worst moments. */
class ConversionTest {
  @TempDir Path folder;
  private Stage stage;
  private Relay salesforce;
  private Daemon daemon;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
    daemon = stage.start();
  }

  @AfterEach
  void close() {
    stage.close();
    salesforce.close();
  }

  private String contact(String name) {
    return stage.accounts.createContact(
        Map.of("email", name + "@example.com", "lastname", name, "company", "Acme"));
  }

  private String leadOf(String contact) {
    return Eventually.see(
            "a lead for " + contact,
            () -> stage.accounts.leadsByKey("Email"),
            leads -> leads.containsKey(contact))
        .get(contact)
        .get("Id")
        .asText();
  }

  private List<Problem> problems() {
    return daemon.state().store().read(handle -> daemon.state().problems().all(handle, 100));
  }

  /** What the link remembers. */
  private Conversion conversion(String contact) {
    return daemon
        .state()
        .store()
        .read(handle -> daemon.state().links().of(handle, RecordKey.contact(contact)))
        .orElseThrow()
        .link()
        .conversion();
  }

  /** What the Lead itself says. */
  private Conversion converted(String lead) {
    JsonNode shown = stage.accounts.lead(lead, "ConvertedAccountId,ConvertedOpportunityId");
    assertThat(shown.path("ConvertedOpportunityId").asText("")).startsWith("006");
    return new Conversion(
        lead,
        shown.path("ConvertedAccountId").asText(),
        shown.path("ConvertedOpportunityId").asText());
  }

  private String shows(String contact, String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  @Test
  void aLeadThatIsConvertedBetweenOurReadAndOurWriteGetsTheEditAsAContact_P2_P4_P6() {
    String ann = contact("ann");
    String lead = leadOf(ann);
    stage.atRest();
    CompletableFuture<String> converted = new CompletableFuture<>();
    salesforce.before(
        "Head of Buying", () -> converted.complete(stage.accounts.convert(lead, true)));
    stage.accounts.editContact(ann, Map.of("jobtitle", "Head of Buying"));
    String person = converted.join();
    Eventually.equal(
        "the edit arrives", "Head of Buying", () -> stage.accounts.person(person, "Title"));
    Eventually.equal("the contact shows it", "converted", () -> shows(ann, "leadloop_disposition"));
    stage.atRest();
    assertThat(problems()).isEmpty();
    assertThat(conversion(ann)).isEqualTo(converted(lead));
    assertThat(List.of(stage.accounts.count("Lead"), stage.accounts.count("Contact")))
        .as("nobody was created")
        .isEqualTo(List.of(1L, 1L));
  }

  @Test
  void aLeadThatIsConvertedIntoTheContactOfSomebodyErasedWaitsForAPerson_P4() {
    String ann = contact("ann");
    String ben = contact("ben");
    String annsLead = leadOf(ann);
    String person = stage.accounts.convert(leadOf(ben));
    Eventually.equal(
        "ben's link goes on with the Contact",
        ben,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();
    State state = daemon.state();
    long asked =
        state.store().write(handle -> state.requests().ask(handle, "erase", ben, Instant.now()));
    Eventually.see(
        "ben is erased",
        () -> state.store().read(handle -> state.requests().answer(handle, asked)),
        Optional::isPresent);

    stage.accounts.convertInto(annsLead, person);
    Problem problem =
        Eventually.see(
                "ann waits",
                this::problems,
                all -> all.stream().anyMatch(one -> one.subject().startsWith("link:")))
            .stream()
            .filter(one -> one.subject().startsWith("link:"))
            .findFirst()
            .orElseThrow();
    assertThat(problem.code()).isEqualTo("erased-before");
    stage.accounts.editContact(ann, Map.of("jobtitle", "Buyer"));
    stage.atRest();
    assertThat(stage.accounts.person(person, "Title")).as("nothing is written there").isEqualTo("");

    stage.accounts.edit("Contact", person, Map.of("Department", "38000"));
    Eventually.see(
        "ben waits too",
        this::problems,
        all -> all.stream().anyMatch(one -> one.subject().endsWith(person)));
    stage.atRest();
    assertThat(prints(RecordKey.salesforce(RecordKey.CONTACT, person)))
        .as("of who was erased no print is kept")
        .isZero();
  }

  private int prints(RecordKey record) {
    return daemon
        .state()
        .store()
        .read(
            handle ->
                handle
                    .createQuery(
                        "select count(salesforce_print) from inbox where subject = :subject")
                    .bind("subject", record.text())
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void whatAContactWaitedForEndsWhereALeadIsConvertedIntoIt_P7() {
    String ann = contact("ann");
    String lead = leadOf(ann);
    stage.atRest();
    String person = stage.accounts.createPerson("ann", "ann@example.com");
    Eventually.see(
        "a second record of ann waits",
        this::problems,
        all -> all.stream().anyMatch(one -> one.subject().endsWith(person)));

    stage.accounts.convertInto(lead, person);

    Eventually.equal(
        "the link goes on with it", ann, () -> stage.accounts.person(person, "Leadloop_Key__c"));
    Eventually.equal("and nothing waits", List.of(), this::problems);
  }

  @Test
  void aLeadThatIsConvertedIntoSomebodyElsesContactWaitsForAPerson_P4_P6() {
    String ann = contact("ann");
    String ben = contact("ben");
    String annsLead = leadOf(ann);
    String bensLead = leadOf(ben);
    String person = stage.accounts.convert(bensLead);
    Eventually.equal(
        "ben's link goes on with the Contact",
        ben,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();

    stage.accounts.convertInto(annsLead, person);
    Eventually.see(
        "ann waits",
        this::problems,
        all -> all.stream().anyMatch(problem -> problem.code().equals("linked-elsewhere")));
    assertThat(problems().get(0).message()).contains(person, ben);

    // Neither is touched by the other's edits, and ben goes on.
    stage.accounts.editContact(ann, Map.of("jobtitle", "Buyer"));
    stage.accounts.editContact(ben, Map.of("jobtitle", "Seller"));
    Eventually.equal("ben goes on", "Seller", () -> stage.accounts.person(person, "Title"));
    stage.atRest();
    assertThat(shows(ann, "jobtitle")).isEqualTo("Buyer");
    assertThat(stage.accounts.person(person, "Leadloop_Key__c")).isEqualTo(ben);
    assertThat(stage.accounts.count("Lead")).isEqualTo(2);
  }

  @Test
  void ifTheContactIsDeletedBesideItsConversionTheContactOfSalesSaysSo_P2_P4() {
    String ann = contact("ann");
    String lead = leadOf(ann);
    stage.atRest();
    stage.stop();
    String person = stage.accounts.convert(lead, true);
    Conversion expected = converted(lead);
    stage.accounts.deleteContact(ann);
    daemon = stage.start();
    String mark = "Leadloop_Deleted_In_HubSpot__c";
    Eventually.see(
        "the Contact says so",
        () -> stage.accounts.person(person, mark),
        shown -> !shown.isEmpty() && !shown.equals("null"));
    stage.atRest();
    assertThat(conversion(ann)).isEqualTo(expected);
    assertThat(problems()).isEmpty();

    stage.accounts.restoreContact(ann);
    Eventually.equal(
        "the Contact carries the link",
        ann,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.accounts.editContact(ann, Map.of("jobtitle", "Buyer"));
    Eventually.equal("it goes on", "Buyer", () -> stage.accounts.person(person, "Title"));
    assertThat(stage.accounts.contacts("email")).hasSize(1);
  }

  @Test
  void aConversionOfALeadThatSaysThatItsContactIsDeletedHandsThatOn_P2_P4() {
    String ann = contact("ann");
    String lead = leadOf(ann);
    stage.atRest();
    String mark = "Leadloop_Deleted_In_HubSpot__c";
    stage.accounts.deleteContact(ann);
    Eventually.see(
        "the Lead says so",
        () -> stage.accounts.lead(lead, mark).path(mark).asText(""),
        shown -> !shown.isEmpty() && !shown.equals("null"));
    stage.atRest();
    String person = stage.accounts.convert(lead);
    Eventually.see(
        "the Contact says so",
        () -> stage.accounts.person(person, mark),
        shown -> !shown.isEmpty() && !shown.equals("null"));
    stage.accounts.restoreContact(ann);
    Eventually.see(
        "the Contact says it no more",
        () -> stage.accounts.person(person, mark),
        shown -> shown.isEmpty() || shown.equals("null"));
  }

  @Test
  void aContactThatWasMergedBeforeItsLeadWasFollowedStopsNobody_P4_P6() {
    String ann = contact("ann");
    String annsContact = stage.accounts.convert(leadOf(ann));
    Eventually.equal(
        "it carries the link", ann, () -> stage.accounts.person(annsContact, "Leadloop_Key__c"));
    String twin = contact("twin");
    String twinsLead = leadOf(twin);
    stage.atRest();
    stage.stop();
    String twinsContact = stage.accounts.convert(twinsLead);
    stage.accounts.merge("Contact", annsContact, twinsContact);
    String other = contact("other");
    daemon = stage.start();
    leadOf(other);
    Problem waits = Eventually.see("it waits", this::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("linked-elsewhere");

    String merged = stage.accounts.mergeContacts(ann, twin);
    Eventually.equal("nothing waits", List.of(), this::problems);
    Eventually.equal(
        "the survivors are one link",
        merged,
        () -> stage.accounts.person(annsContact, "Leadloop_Key__c"));
  }
}
