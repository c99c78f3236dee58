package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

  private static final int REFUSALS = 20;

  @TempDir Path folder;
  private FormSender ann;
  private Stage stage;
  private Daemon daemon;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    ann = FormSender.on(folder);
    stage = ann.stage;
    stage.openGate();
    contact = ann.isThere(Map.of());
    daemon = stage.start();
    lead = ann.isALead();
  }

  @AfterEach
  void close() {
    ann.close();
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
    ann.isRejected(lead);
    Instant form = Instant.now();
    ann.sends("Pricing", form, 2);
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

    ann.sends("Demo", Instant.now(), 3);
    Eventually.see("the next time is another task", this::tasks, all -> all.size() == 2);
  }

  @Test
  void aTaskWhoseAnswerWasLostIsNotMadeTwice_P5() {
    ann.isRejected(lead);
    ann.salesforce.lose(TASK_CALL);
    ann.sends("Pricing", Instant.now(), 2);
    Eventually.see("there is a task", this::tasks, all -> all.size() == 1);
    Eventually.see("the answer was lost", ann.salesforce::allFaultsHappened, lost -> lost);
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
    ann.sends("Pricing", Instant.now(), 2);
    JsonNode task = Eventually.see("there is a task", this::tasks, all -> all.size() == 1).get(0);
    assertThat(task.path("WhoId").asText()).isEqualTo(person);
    assertThat(task.path("Description").asText()).contains("Before: converted");
  }

  @Test
  void anOpenLeadAndHistoryAreSilent() {
    ann.sends("Pricing", Instant.now(), 2);
    stage.atRest();
    ann.isRejected(lead);
    assertThat(tasks()).isEmpty();
  }

  @Test
  void aTaskThatSalesforceRefusesWaitsWithItsReason_P6() {
    ann.isRejected(lead);
    // Each look tries again, so one refusal might be over before anybody saw it.
    for (int refusals = 0; refusals < REFUSALS; refusals++) {
      ann.salesforce.refuse(
          TASK_CALL,
          200,
          """
          [{"success": false, "errors": [{"statusCode": "INSUFFICIENT_ACCESS_OR_READONLY",
            "message": "insufficient access rights on object id", "fields": []}]}]
          """);
    }
    ann.sends("Pricing", Instant.now(), 2);
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
