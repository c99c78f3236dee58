package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others use up the calls that Salesforce takes within 24 hours. */
class SpentQuotaTest {
  private static final long CALLS_A_DAY = 2_000;
  private static final long KEPT_FOR_OPT_OUTS = CALLS_A_DAY / 20;
  private static final long FEW = 5;
  private static final int PEOPLE = 3;

  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;

  private StatusReport.Swept salesforce() {
    return status().sweeps().stream()
        .filter(swept -> swept.side().equals("salesforce"))
        .findFirst()
        .orElseThrow();
  }

  private StatusReport status() {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, stage.hubspot.clock()).read();
  }

  /** Which fields the journal says were written; asking Salesforce would cost what is left. */
  private List<String> written() {
    State state = daemon.state();
    return state.store().read(handle -> state.journal().after(handle, 0, 1_000)).stream()
        .filter(row -> row.operation().equals("update") && row.outcome().equals("accepted"))
        .flatMap(row -> row.fields().stream())
        .map(JournalRow.Field::name)
        .toList();
  }

  /** Others leave as many calls as are kept for opt-outs, and a few more. */
  private void othersCall() {
    long left;
    do {
      left =
          stage
              .accounts
              .apis
              .salesforce("GET", "/limits", "")
              .path("DailyApiRequests")
              .path("Remaining")
              .asLong();
    } while (left > KEPT_FOR_OPT_OUTS + FEW);
  }

  @Test
  void itStopsEarlySaysSoKeepsTheRestForOptOutsAndGoesOnWhenThereAreCallsAgain_P7() {
    try (Stage opened =
        Stage.withDailyCalls(folder, PortalLoader.invented(PEOPLE, 61), CALLS_A_DAY)) {
      stage = opened;
      stage.openGate();
      daemon = stage.start(stage.hubspot.clock());
      Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      List<String> contacts = List.copyOf(stage.accounts.leadsByKey("Title").keySet());

      othersCall();
      String trouble =
          Eventually.see(
              "it stops",
              () -> salesforce().trouble(),
              text -> text.matches(".* 9[5-9] % of the calls of this day are used.*"));
      assertThat(trouble).startsWith("LIMIT REQUEST_LIMIT_EXCEEDED");
      assertThat(status().nextSteps())
          .anySatisfy(
              step ->
                  assertThat(step).contains("nearly used up", "by itself when Salesforce says"));

      stage.accounts.editContact(contacts.get(0), Map.of("jobtitle", "Tomorrow"));
      stage.accounts.editContact(contacts.get(1), Map.of("do_not_call", "true"));
      Eventually.see(
          "an opt-out is carried over",
          this::written,
          all -> all.contains("do_not_call/DoNotCall"));
      assertThat(stage.accounts.count("Lead WHERE DoNotCall = true")).isEqualTo(1);
      stage.sweeps(3, stage.accounts.lastHubspotCall());
      assertThat(stage.accounts.count("Lead WHERE Title = 'Tomorrow'")).isZero();

      stage.hubspot.clock().advance(Duration.ofHours(25));
      // People have to log in again as well.
      Accounts again =
          new Accounts(new VendorApis(stage.hubspot.baseUrl(), stage.salesforce.baseUrl()));
      Eventually.equal(
          "with the calls of another day", 1L, () -> again.count("Lead WHERE Title = 'Tomorrow'"));
      Eventually.equal("nothing is the matter", "", () -> salesforce().trouble());
    }
  }
}
