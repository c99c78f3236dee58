package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whose lead sales is done with sends a form again, and sales hears of it once. */
class ReEngagementTest {
  /** Reads go to the same path with an object behind it. */
  private static final String TASK_CALL = "/composite/sobjects$";

  @TempDir Path folder;
  private Stage stage;
  private Relay salesforce;
  private Daemon daemon;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
    contact =
        stage.accounts.createContact(
            Map.of("email", "ann@example.com", "firstname", "Ann", "lastname", "Lee"));
    // History: before anybody was linked.
    sends("Newsletter", Instant.now().minus(90, ChronoUnit.DAYS), 1);
    daemon = stage.start();
    Eventually.equal("there is a lead", 1L, () -> stage.accounts.count("Lead"));
    stage.atRest();
    lead = stage.accounts.leadsByKey("Email").get(contact).get("Id").asText();
  }

  @AfterEach
  void close() {
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

  private void rejects() {
    stage.accounts.edit(
        "Lead", lead, Map.of("Status", "Rejected", "Rejection_Reason__c", "No budget"));
    Eventually.equal(
        "marketing sees it",
        "rejected",
        () ->
            stage
                .accounts
                .contact(contact, "leadloop_disposition")
                .path("leadloop_disposition")
                .asText());
    stage.atRest();
  }

  private List<JsonNode> tasks() {
    return stage.accounts.records(
        "SELECT Id, WhoId, OwnerId, Subject, Description, ActivityDate FROM Task");
  }

  private List<String> operations() {
    State state = daemon.state();
    return state.store().read(handle -> state.journal().last(handle, "link:1", 100)).stream()
        .map(JournalRow::operation)
        .toList();
  }

  private List<Problem> problems() {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 100));
  }

  @Test
  void aRejectedLeadThatComesBackIsATaskForItsOwnerOnce_P5() {
    rejects();
    Instant form = Instant.now();
    sends("Pricing", form, 2);
    JsonNode task = Eventually.see("there is a task", this::tasks, all -> all.size() == 1).get(0);
    assertThat(task.path("WhoId").asText()).isEqualTo(lead);
    assertThat(task.path("OwnerId").asText())
        .isEqualTo(stage.accounts.lead(lead, "OwnerId").path("OwnerId").asText());
    assertThat(task.path("Subject").asText())
        .startsWith("Raised a hand again: Ann Lee sent \"Pricing\" on ");
    assertThat(task.path("Description").asText())
        .contains("sales rejected this lead", "No budget", "(Leadloop ");
    assertThat(task.path("ActivityDate").asText())
        .isEqualTo(form.plus(1, ChronoUnit.DAYS).toString().substring(0, 10));
    stage.atRest();
    assertThat(operations()).contains("task");

    // Neither an edit of another field nor a daemon that reads everything again says it twice.
    stage.accounts.editContact(contact, Map.of("jobtitle", "Buyer"));
    stage.atRest();
    stage.stop();
    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    daemon = stage.start();
    stage.sweeps(4, before);
    stage.atRest();
    assertThat(tasks()).hasSize(1);

    sends("Demo", Instant.now(), 3);
    Eventually.see("the next time is another task", this::tasks, all -> all.size() == 2);
  }

  @Test
  void aTaskWhoseAnswerWasLostIsNotMadeTwice_P5() {
    rejects();
    salesforce.lose(TASK_CALL);
    sends("Pricing", Instant.now(), 2);
    Eventually.see("there is a task", this::tasks, all -> all.size() == 1);
    Eventually.see("the answer was lost", salesforce::allFaultsHappened, lost -> lost);
    Eventually.see("it is known to be there", this::operations, rows -> rows.contains("task"));
    stage.atRest();
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void aConvertedLeadThatComesBackIsATaskOnItsContact_P5() {
    String person = stage.accounts.convert(lead);
    Eventually.equal(
        "the Contact carries the link",
        contact,
        () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.atRest();
    sends("Pricing", Instant.now(), 2);
    JsonNode task = Eventually.see("there is a task", this::tasks, all -> all.size() == 1).get(0);
    assertThat(task.path("WhoId").asText()).isEqualTo(person);
    assertThat(task.path("Description").asText()).contains("Before: converted");
  }

  @Test
  void anOpenLeadAndHistoryAreSilent() {
    sends("Pricing", Instant.now(), 2);
    stage.atRest();
    rejects();
    assertThat(tasks()).isEmpty();
  }

  @Test
  void aTaskThatSalesforceRefusesWaitsWithItsReason_P6() {
    rejects();
    salesforce.refuse(
        TASK_CALL,
        200,
        """
        [{"success": false, "errors": [{"statusCode": "INSUFFICIENT_ACCESS_OR_READONLY",
          "message": "insufficient access rights on object id", "fields": []}]}]
        """);
    sends("Pricing", Instant.now(), 2);
    Problem waits = Eventually.see("it waits", this::problems, all -> !all.isEmpty()).get(0);
    assertThat(waits.field()).isEqualTo("task");
    assertThat(waits.nextStep()).contains("leadloop retry link:1");
    State state = daemon.state();
    // As `leadloop retry` does, until the cause is gone.
    Eventually.see(
        "there is a task",
        () -> {
          state
              .store()
              .run(
                  handle ->
                      state
                          .inbox()
                          .wake(handle, List.of("link:1"), Lane.REPAIR.number(), Instant.now()));
          return tasks();
        },
        all -> all.size() == 1);
    Eventually.equal("nothing waits", List.of(), this::problems);
  }
}
