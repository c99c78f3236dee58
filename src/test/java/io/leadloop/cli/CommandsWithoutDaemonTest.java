package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.store.FormerLead;
import io.leadloop.store.Requests;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands under the lease that they take for themselves, against both sandboxes. */
class CommandsWithoutDaemonTest {
  private static final int LEADS = 12;
  private static final String FIRST = "10001";

  @TempDir Path folder;
  private SmallWorld world;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, LEADS);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void planShowsEachFieldAndTheTotalsAndWritesNothing() {
    CommandRun plan = world.run("plan", "--show", "1");

    assertThat(plan.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(plan.out())
        .contains("create  contact 10001 -> new Lead in Salesforce\n")
        .containsPattern("  \\+ lastname/LastName +Moreau\n")
        .contains("... and 11 more; all of them: --show 12\n")
        .contains("  create in Salesforce      12\n")
        .contains("  API calls                 HubSpot 0, Salesforce 3\n")
        .contains("The connection only watches; to let it write: leadloop go");
    assertThat(plan.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(world.leadsInSalesforce()).isZero();
  }

  @Test
  void planOfOneLeadAnswersAMachineWithOneObject() {
    CommandRun plan = world.run("plan", "--lead", world.emailOf(FIRST), "--json");

    assertThat(plan.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(plan.out().strip().lines()).hasSize(1);
    assertThat(plan.json().path("counts").path("createInSalesforce").asInt()).isEqualTo(1);
    assertThat(plan.json().path("entries").path(0).path("subject").asText())
        .isEqualTo("hubspot:contacts:10001");
  }

  @Test
  void theLeaseIsGivenBackAndEveryCallIsCounted() {
    world.run("plan");

    CommandRun status = world.run("status");

    assertThat(status.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(status.out())
        .contains("connection     main, watching\n")
        .contains("daemon         none: nobody holds the lease\n")
        .containsPattern("sweeps +HubSpot +\\d+ s ago, 12 records read\n")
        .containsPattern("inbox +backfill +12 due, the oldest for \\d+ s\n")
        .containsPattern("HubSpot +search +1 ok\n")
        .contains("Do: Nobody keeps this connection in agreement. Start the daemon: leadloop run\n")
        .contains("To let it write: leadloop go");
  }

  @Test
  void goAsksNobodyWhereNobodyIs() {
    CommandRun go = world.run("go");

    assertThat(go.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(go.err())
        .startsWith("go: nobody can be asked for a confirmation here. Nothing was changed.")
        .contains("leadloop go --yes");
  }

  @Test
  void goTakesNoForNo() {
    CommandRun go = world.personSays("").run("go");

    assertThat(go.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(go.out())
        .contains("  create in Salesforce      12\n")
        .contains(
            "caps per hour             500 creates, 5,000 changes, 100 clears, 50 unlinks, 20 deletes\n")
        .endsWith("Nothing was changed.\n");
    assertThat(world.run("status", "--json").json().path("mode").asText()).isEqualTo("watching");
  }

  @Test
  void goSwitchesOnceItIsConfirmed() {
    CommandRun go = world.personSays("yes").run("go");

    assertThat(go.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(go.out()).endsWith("Live, but no daemon runs yet. To start it: leadloop run\n");
    assertThat(world.run("status", "--json").json().path("mode").asText()).isEqualTo("live");
    assertThat(world.leadsInSalesforce()).isZero();
  }

  @Test
  void goSaysWhichCapWouldStopIt() {
    world.edit("leadloop.yaml", "creates_per_hour: 500", "creates_per_hour: 5");

    assertThat(world.run("go", "--yes").out())
        .contains(
            "A cap would stop this on its way: caps.creates_per_hour is 5, and this would make 12"
                + " within the hour.\n");
  }

  @Test
  void explainNamesWhatKeepsALeadFromBeingHandedOver() {
    world.editContact(FIRST, "lifecyclestage", "customer");

    CommandRun explained = world.run("explain", FIRST);

    assertThat(explained.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(explained.out())
        .startsWith("contact 10001  (not linked)\n")
        .contains("What keeps it from being created on the other side (see lead-definition.yaml)\n")
        .containsPattern("  none: lifecyclestage .* holds\n");
    assertThat(world.run("plan", "--lead", FIRST).out())
        .containsPattern("below the gate +1\n")
        .doesNotContain("create in");
  }

  @Test
  void explainDoesNotAskTheGateOfWhoIsOnTheWayToANewLead() {
    world.editContact(FIRST, "lifecyclestage", "customer");
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q5f0000000001EAA");
      FormerLead left = new FormerLead(lead, RecordKey.contact(FIRST), "", Instant.now(), Set.of());
      store.run(handle -> state.formerLeads().leave(handle, 1, left));
    }
    assertThat(world.run("explain", FIRST).out()).doesNotContain("What keeps it from");
    assertThat(world.run("plan", "--lead", FIRST).out()).contains("create in Salesforce");
  }

  @Test
  void nobodyIsCalledSo() {
    assertThat(world.run("explain", "nobody@example.com"))
        .extracting(CommandRun::exitCode, CommandRun::err)
        .containsExactly(
            ExitCode.FAILED,
            "explain: Nobody has the e-mail address or id that was given, on either side.\n");
    assertThat(world.run("explain", "link:12"))
        .extracting(CommandRun::exitCode, CommandRun::err)
        .containsExactly(ExitCode.FAILED, "explain: there is no link:12 in the store.\n");
    assertThat(world.run("journal", "nobody@example.com").exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void nothingWaitsAndNothingWasWritten() {
    world.run("plan");

    assertThat(world.run("retry", "--all").out()).isEqualTo("Nothing waits.\n");
    assertThat(world.run("journal").out()).isEqualTo("The journal has no row.\n");
    assertThat(world.run("journal", FIRST).out())
        .isEqualTo("The journal has no row of this lead.\n");
  }

  @Test
  void whoHoldsTheLeaseAndDoesNotAnswerIsNamed() {
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      hold(state, Duration.ofHours(1));

      CommandRun plan = world.run("plan", "--wait", "0");

      assertThat(plan.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(plan.err())
          .startsWith("plan: process 1 runs this connection and did not answer within 0 s.")
          .contains("The question was taken back.");
      assertThat(openRequests(state)).isEmpty();
    }
  }

  @Test
  void whatADeadProcessLeftIsTakenOver() {
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      hold(state, Duration.ofMillis(500));

      assertThat(world.run("plan").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(openRequests(state)).isEmpty();
    }
  }

  private static List<Requests.Request> openRequests(State state) {
    return state.store().read(handle -> state.requests().open(handle));
  }

  private static void hold(State state, Duration duration) {
    state.store().run(handle -> state.lease().take(handle, "process 1", Instant.now(), duration));
  }
}
