package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.app.Daemon;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside a daemon that answers them; they open no account of their own. */
class CommandsWithDaemonTest {
  private static final int LEADS = 6;
  private static final String FIRST = "10001";

  @TempDir Path folder;
  private SmallWorld world;
  private Daemon daemon;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, LEADS);
    daemon = world.daemon();
  }

  @AfterEach
  void close() {
    daemon.close();
    world.close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(beside(), world.withConfig(arguments));
  }

  /** What a command gets that must leave the accounts to the daemon. */
  private Surroundings beside() {
    return new Surroundings(
        (config, secrets, calls) -> {
          throw new AssertionError("the daemon has the accounts");
        },
        InstantSource.system(),
        Map.of(),
        Terminal.NONE);
  }

  private void goLive() {
    assertThat(run("go", "--yes").exitCode()).isEqualTo(ExitCode.OK);
    SmallWorld.until(() -> run("status", "--json").json().path("links").asInt() == LEADS);
    settle();
  }

  private void settle() {
    SmallWorld.until(() -> run("status", "--json").json().path("inbox").isEmpty());
  }

  @Test
  void theDaemonPlansAndGoes() {
    CommandRun plan = run("plan", "--all");
    assertThat(plan.exitCode()).as(plan.err()).isEqualTo(ExitCode.OK);
    assertThat(plan.out()).contains("  create in Salesforce      6\n");
    assertThat(world.leadsInSalesforce()).isZero();

    CommandRun go = run("go", "--yes");
    assertThat(go.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(go.out())
        .contains("  create in Salesforce      6\n")
        .containsPattern("Live: process \\d+ writes it\\. To look on: leadloop journal --follow\n");

    SmallWorld.until(() -> world.leadsInSalesforce() == LEADS);
    settle();
    assertThat(run("status").out())
        .containsPattern("daemon +process \\d+, lease until ")
        .contains("connection     main, live\n")
        .contains("last hour      6 created, 0 changed, 0 fields cleared\n")
        .doesNotContain("Do:");
  }

  @Test
  void anEditIsExplainedAndJournalledWithBothValues() {
    goLive();
    String email = world.emailOf(FIRST);
    StringWriter followed = new StringWriter();
    Thread following =
        new Thread(
            () -> CommandRun.of(beside(), followed, world.withConfig("journal", "--follow")));
    following.start();

    world.editContact(FIRST, "phone", "+1 555 0199");
    SmallWorld.until(() -> followed.toString().contains("+ +1 555 0199"));
    following.interrupt();

    assertThat(followed.toString())
        .containsPattern("update accepted +Lead 00Q\\w+  \\(link:\\d+\\)\n")
        .contains("phone/Phone in Salesforce: only HubSpot changed  (")
        .containsPattern("      - \\+91 20 9798850\n      \\+ \\+1 555 0199\n");
    assertThat(run("journal", email).out())
        .contains("create accepted")
        .contains("+ +1 555 0199")
        .isEqualTo(run("journal", FIRST).out());
    assertThat(run("journal", FIRST, "--last", "1", "--json").json().path("rows")).hasSize(1);
    settle();
    assertThat(run("explain", email).out())
        .containsPattern("contact 10001 <-> Lead 00Q\\w+  \\(link:\\d+\\)\n")
        .containsPattern("field +HubSpot +Salesforce\n")
        .containsPattern("phone/Phone +\\+1 555 0199 +\\+1 555 0199\n")
        .contains("Journal, the newest first\n");
  }

  @Test
  void whoWaitsIsCountedExplainedAndTriedAgain() {
    goLive();
    world.editContact(FIRST, "jobtitle", "Chief of everything ".repeat(20).strip());
    SmallWorld.until(() -> !run("status", "--json").json().path("waiting").isEmpty());
    settle();

    assertThat(run("status").out())
        .containsPattern("waiting +1 rejected STRING_TOO_LONG\n")
        .containsPattern("Do: Something waits.* leadloop explain link:\\d+ ");
    assertThat(run("explain", FIRST).out())
        .containsPattern("rejected STRING_TOO_LONG \\(salesforce\\), since \\d+ s, 1 try\n")
        .containsPattern("  Do: .*leadloop retry")
        .contains("The next look would\n  update  contact 10001 <-> Lead 00Q");
    assertThat(run("retry", FIRST).out()).containsPattern("^link:\\d+ is due now\\.");
    assertThat(run("retry", "--all", "--json").json().path("retried").asInt()).isEqualTo(1);

    world.editContact(FIRST, "jobtitle", "CTO");
    SmallWorld.until(() -> run("status", "--json").json().path("waiting").isEmpty());
    assertThat(run("journal", FIRST, "--last", "1").out()).contains("      + CTO\n");
  }

  @Test
  void theDaemonsRefusalIsTold() {
    CommandRun explained = run("explain", "nobody@example.com", "--json");

    assertThat(explained.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(explained.err())
        .isEqualTo(
            "explain: Nobody has the e-mail address or id that was given, on either side.\n");
    assertThat(explained.json().path("error").asText()).startsWith("Nobody has");
  }
}
