package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
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

  private static final String DUPLICATE_RULE =
      """
      {"duplicate": [{"object": "Lead", "action": "alert", "match": [{"object": "Lead", "fields": ["Email"]}]}]}
      """;

  @TempDir Path folder;
  private Stage stage;
  private Relay salesforce;
  private Process process;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    Files.writeString(
        stage.config.resolve("lead-definition.yaml"),
        """
        create_in_salesforce: { when: { none: [ { lifecyclestage: { is: customer } } ] } }
        create_in_hubspot: { when: always }
        re_engagement: { new_lead_when: [rejected, recycled] }
        """);
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
    contact =
        stage.accounts.createContact(
            Map.of(
                "email", "ann@example.com", "firstname", "Ann", "lastname", "Lee", "city", "Brno"));
    sends("Newsletter", Instant.now().minus(90, ChronoUnit.DAYS), 1);
    stage.start();
    Eventually.equal("there is a lead", 1L, () -> stage.accounts.count("Lead"));
    stage.atRest();
    lead = keyed();
    rejects(lead);
  }

  @AfterEach
  void close() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
    stage.close();
    salesforce.close();
  }

  private void sends(String form, Instant at, int number) {
    stage.accounts.apis.hubspot(
        "POST",
        "/_sandbox/edit",
        """
        {"id": "%s", "asVendor": true, "properties": {"recent_conversion_event_name": "%s",
          "recent_conversion_date": "%s", "num_conversion_events": "%d"}}
        """
            .formatted(contact, form, at.truncatedTo(ChronoUnit.MILLIS), number));
  }

  private void rejects(String rejected) {
    stage.accounts.edit(
        "Lead", rejected, Map.of("Status", "Rejected", "Rejection_Reason__c", "No budget"));
    Eventually.equal("marketing sees it", "rejected", () -> shows("leadloop_disposition"));
    stage.atRest();
  }

  private String shows(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  /** The one Lead that carries the person's key. */
  private String keyed() {
    return stage.accounts.leadsByKey("Email").get(contact).get("Id").asText();
  }

  private String newLead() {
    Eventually.equal("there is a new one", 2L, () -> stage.accounts.count("Lead"));
    Eventually.see(
        "it has the key", () -> stage.accounts.leadsByKey("Email"), all -> all.size() == 1);
    stage.atRest();
    String other = keyed();
    assertThat(other).isNotEqualTo(lead);
    return other;
  }

  private <T> T inStore(BiFunction<State, Handle, T> asked) {
    try (Store store = Store.open(stage.store)) {
      State state = State.of(store, "main");
      return store.read(handle -> asked.apply(state, handle));
    }
  }

  private List<LinkRow> links() {
    return inStore((state, handle) -> state.links().page(handle, 0, 100));
  }

  private List<Problem> problems() {
    return inStore((state, handle) -> state.problems().all(handle, 100));
  }

  private List<String> operations(String subject) {
    return inStore((state, handle) -> state.journal().last(handle, subject, 100)).stream()
        .map(JournalRow::operation)
        .toList();
  }

  private void retry() {
    try (Store store = Store.open(stage.store)) {
      State state = State.of(store, "main");
      store.run(
          handle -> state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), Instant.now()));
    }
  }

  /** One link, to the new Lead; the old one as it was; nobody made twice on either side. */
  private void oneOfEach(String newLead) {
    Eventually.see("there is a link", this::links, all -> all.size() == 1);
    assertThat(links().get(0).link().salesforce().id()).isEqualTo(newLead);
    assertThat(links().get(0).link().hubspotId()).isEqualTo(contact);
    assertThat(stage.accounts.count("Lead")).isEqualTo(2);
    assertThat(stage.accounts.contacts("email")).hasSize(1);
    assertThat(stage.accounts.lead(lead, "Status").path("Status").asText()).isEqualTo("Rejected");
    assertThat(stage.accounts.count("Task")).isZero();
    assertThat(problems()).isEmpty();
    stage.stop();
    assertThat(stage.openIntents()).isZero();
  }

  @Test
  void whoComesBackToAClosedLeadGetsANewOneOnce_P4_P5() {
    sends("Pricing", Instant.now(), 2);
    String other = newLead();
    JsonNode shown =
        stage.accounts.lead(
            other, "Status,Email,City,Leadloop_Why_Now__c,Leadloop_Content_Read__c,OwnerId");
    assertThat(shown.path("Status").asText()).isEqualTo("Open - Not Contacted");
    assertThat(shown.path("Email").asText()).isEqualTo("ann@example.com");
    assertThat(shown.path("Leadloop_Why_Now__c").asText()).contains("Pricing");
    assertThat(shows("leadloop_disposition")).as("sales said nothing yet").isEmpty();
    assertThat(operations("link:1")).contains("leave");

    // What is edited on either record from here on goes where it belongs.
    stage.accounts.edit("Lead", lead, Map.of("City", "Former"));
    stage.accounts.edit("Lead", other, Map.of("Title", "Buyer"));
    Eventually.equal("the new one is linked", "Buyer", () -> shows("jobtitle"));
    stage.atRest();
    assertThat(shows("city")).isEqualTo("Brno");

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
    sends("Pricing", Instant.now(), 2);
    String second = newLead();
    rejects(second);
    assertThat(stage.accounts.notes(contact)).as("one for each rejection").hasSize(2);
    sends("Demo", Instant.now(), 3);
    Eventually.equal("there is a third", 3L, () -> stage.accounts.count("Lead"));
    stage.atRest();
    assertThat(keyed()).isNotIn(lead, second);
    assertThat(links()).hasSize(1);
    assertThat(links().get(0).link().salesforce().id()).isEqualTo(keyed());
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASE, CREATE})
  void aLostAnswerMakesNoSecondOne_P5(String call) {
    salesforce.loseAnswerTo(call);
    sends("Pricing", Instant.now(), 2);
    Eventually.see("the answer was lost", salesforce::allFaultsHappened, lost -> lost);
    oneOfEach(newLead());
  }

  @ParameterizedTest
  @ValueSource(strings = {RELEASE, CREATE})
  void aCrashAfterEitherWriteEndsInOneLead_P5_P7(String call) throws Exception {
    stage.stop();
    salesforce.holdAnswerTo(call);
    process = DaemonProcess.start(stage, folder.resolve("first.log"));
    sends("Pricing", Instant.now(), 2);
    Eventually.see(
        "it is sent", Duration.ofMinutes(2), salesforce::allFaultsHappened, happened -> happened);
    Eventually.equal(
        "it arrived",
        call.equals(RELEASE) ? 0L : 1L,
        () -> stage.accounts.count("Lead WHERE Leadloop_Key__c != null"));
    process.destroyForcibly().waitFor();
    stage.start();
    oneOfEach(newLead());
  }

  @Test
  void aRefusalWaitsWithItsReasonAndEndsInOneLead_P6() throws Exception {
    rules(DUPLICATE_RULE);
    sends("Pricing", Instant.now(), 2);
    Problem waits = Eventually.see("it waits", this::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("DUPLICATES_DETECTED");
    assertThat(waits.message()).contains(lead);
    assertThat(waits.nextStep()).contains("leadloop retry");
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    rules("{}");
    Eventually.see(
        "there is a new one",
        () -> {
          retry();
          return stage.accounts.count("Lead");
        },
        leads -> leads == 2);
    oneOfEach(newLead());
  }

  private void rules(String rules) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stage.salesforce.baseUrl() + "/_sandbox/rules"))
                    .PUT(HttpRequest.BodyPublishers.ofString(rules))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isLessThan(300);
  }

  @Test
  void anEditOnTheOldLeadThatFellIntoTheMomentIsCarriedOver_P2() {
    salesforce.before(RELEASE, () -> stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer")));
    sends("Pricing", Instant.now(), 2);
    String other = newLead();
    assertThat(shows("jobtitle")).isEqualTo("Buyer");
    assertThat(stage.accounts.lead(other, "Title").path("Title").asText()).isEqualTo("Buyer");
    oneOfEach(other);
  }

  @Test
  void anOptOutOnTheOldLeadCountsBeforeAndAfter() {
    stage.stop();
    stage.accounts.tick("Lead", lead, "DoNotCall", true);
    sends("Pricing", Instant.now(), 2);
    stage.start();
    String other = newLead();
    assertThat(stage.accounts.lead(other, "DoNotCall").path("DoNotCall").asBoolean()).isTrue();
    assertThat(shows("do_not_call")).isEqualTo("true");

    stage.accounts.tick("Lead", lead, "HasOptedOutOfEmail", true);
    Eventually.equal("HubSpot mails no more", "true", () -> shows("hs_email_optout"));
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
    assertThat(shows("do_not_call")).isEqualTo("false");
    oneOfEach(other);
  }

  @Test
  void whoIsBelowTheGateByNowGetsOneToo() {
    stage.accounts.editContact(contact, Map.of("lifecyclestage", "customer"));
    stage.atRest();
    sends("Pricing", Instant.now(), 2);
    oneOfEach(newLead());
  }

  @Test
  void aDeletedOrConvertedOldLeadMakesNobodyTwice_P4() {
    sends("Pricing", Instant.now(), 2);
    String other = newLead();
    String person = stage.accounts.convert(lead);
    Problem waits = Eventually.see("it waits", this::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.code()).isEqualTo("former-lead");
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).hasSize(1);
    assertThat(links().get(0).link().salesforce().id()).isEqualTo(other);

    // Sales makes one of both.
    stage.accounts.convertInto(other, person);
    Eventually.equal("the link follows", person, () -> links().get(0).link().salesforce().id());
    retry();
    Eventually.equal("nothing waits", List.of(), this::problems);
    assertThat(links()).hasSize(1);
  }

  @Test
  void aConvertedPersonGetsTheTask() {
    String person = stage.accounts.convert(lead);
    Eventually.equal(
        "the Contact carries the link",
        contact,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();
    sends("Pricing", Instant.now(), 2);
    Eventually.equal("there is a task", 1L, () -> stage.accounts.count("Task"));
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
  }
}
