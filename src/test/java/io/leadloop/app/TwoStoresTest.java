package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Facts;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons, each with a store of its own, on the same accounts. */
class TwoStoresTest {
  private static final int PEOPLE = 6;

  @TempDir Path folder;
  private Stage stage;

  private static StatusReport status(Daemon daemon) {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, InstantSource.system()).read();
  }

  private static boolean isStopped(Daemon daemon) {
    return status(daemon).isIn("foreign-store");
  }

  private static String storeId(Daemon daemon) {
    State state = daemon.state();
    return state.store().read(handle -> Facts.storeId(handle, Instant.now()));
  }

  private String token(String contact) {
    return stage
        .accounts
        .leadsByKey("Leadloop_Token__c")
        .get(contact)
        .path("Leadloop_Token__c")
        .asText();
  }

  private void type(String contact, String title) {
    stage.accounts.editContact(contact, Map.of("jobtitle", title));
  }

  private void arrives(String title) {
    Eventually.equal(title, 1L, () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"));
  }

  @Test
  void bothMeetEachOtherAndStopUntilOneIsToldToGoOn_P8() {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 8))) {
      stage = opened;
      stage.openGate();
      Daemon first = stage.start();
      Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      stage.atRest();
      List<String> contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());

      Stage other = stage.beside(folder.resolve("other"));
      other.openGate();
      Daemon second = other.start();
      Eventually.equal("it links all", (long) PEOPLE, () -> status(second).links());
      stage.atRest();
      assertThat(List.of(isStopped(first), isStopped(second)))
          .as("tokens that a store is first seen with are no sign")
          .containsExactly(false, false);

      type(contacts.get(0), "For both");
      arrives("For both");
      Eventually.equal(
          "each met the other",
          List.of(true, true),
          () -> List.of(isStopped(first), isStopped(second)));
      for (Daemon stopped : List.of(first, second)) {
        assertThat(status(stopped).nextSteps())
            .anySatisfy(step -> assertThat(step).contains("leadloop resume"));
      }
      stage.atRest();
      type(contacts.get(1), "For nobody");
      stage.sweeps(3, stage.accounts.lastHubspotCall());
      assertThat(stage.accounts.count("Lead WHERE Title = 'For nobody'")).isZero();

      second.close();
      resume(first);
      Eventually.equal("it goes on", false, () -> isStopped(first));
      arrives("For nobody");
      assertThat(token(contacts.get(1))).startsWith(storeId(first));
      type(contacts.get(2), "Taken over");
      arrives("Taken over");
      type(contacts.get(0), "This too");
      arrives("This too");
      stage.atRest();
      assertThat(isStopped(first)).isFalse();
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
      other.stop();
    }
  }

  @Test
  void aNewStoreAfterOneThatRetiredStartsLikeAnyOther() {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 9))) {
      stage = opened;
      stage.openGate();
      stage.start();
      Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      stage.atRest();
      List<String> contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
      stage.stop();

      Stage other = stage.beside(folder.resolve("other"));
      other.openGate();
      Daemon second = other.start();
      type(contacts.get(0), "By the new one");
      arrives("By the new one");
      stage.atRest();
      assertThat(token(contacts.get(0))).startsWith(storeId(second));
      assertThat(status(second).states()).isEmpty();
      other.stop();
    }
  }

  private static void resume(Daemon daemon) {
    State state = daemon.state();
    state.store().run(handle -> state.requests().ask(handle, "resume", "", Instant.now()));
  }
}
