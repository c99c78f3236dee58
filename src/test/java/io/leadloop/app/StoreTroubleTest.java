package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import io.leadloop.store.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store cannot be written for a while: nothing is sent that was not stored, nothing is lost.
 */
class StoreTroubleTest {
  private static final int PEOPLE = 12;

  /** A claim whose round broke off is free again after two minutes. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir Path folder;
  private Stage stage;
  private List<String> contacts;

  private Daemon linked() {
    stage.openGate();
    Daemon daemon = stage.start();
    Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
    return daemon;
  }

  private void type(String title) {
    contacts.forEach(id -> stage.accounts.editContact(id, Map.of("jobtitle", title)));
  }

  private void arrives(String title) {
    Eventually.see(
        title,
        LIMIT,
        () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"),
        found -> found == PEOPLE);
  }

  @Test
  void onAFullDiskNothingIsSentThatWasNotStoredAndItGoesOnByItself_P7() {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 41))) {
      stage = opened;
      Store store = linked().state().store();
      fill(store);
      type("While it is full");
      stage.sweeps(4, stage.accounts.lastHubspotCall());
      List<String> stored =
          store.read(
              handle ->
                  handle
                      .createQuery(
                          "select token from intent union select token from journal where token is not null union select salesforce_token from baseline")
                      .mapTo(String.class)
                      .list());
      for (JsonNode lead : stage.accounts.leadsByKey("Leadloop_Token__c").values()) {
        assertThat(stored).contains(lead.get("Leadloop_Token__c").asText());
      }

      store.run(handle -> handle.execute("pragma max_page_count = 1000000"));
      arrives("While it is full");
      stage.atRest();
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
      store.run(handle -> handle.execute("delete from filler"));
      assertThat(Verification.of(store).findings()).isEmpty();
    }
  }

  @Test
  void beforeTheDiskIsFullAllOfItRestsUnderANameAndGoesOnByItself_P7() throws IOException {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 43))) {
      stage = opened;
      // The shipped tests are about the shipped gate.
      Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
      Daemon daemon = linked();
      String store = "store: { url: \"" + stage.store.jdbcUrl() + "\"";
      stage.change("leadloop.yaml", store, store + ", free_mib_min: 999999999");
      Eventually.equal("it has a name", true, () -> status(daemon).isIn("disk-full"));
      StatusReport status = status(daemon);
      assertThat(status.states().get(0).why()).contains("store.free_mib_min (999999999)");
      assertThat(status.nextSteps()).anySatisfy(step -> assertThat(step).contains("Make room"));
      type("While it is nearly full");
      stage.atRest();
      assertThat(stage.accounts.count("Lead WHERE Title = 'While it is nearly full'")).isZero();

      stage.change("leadloop.yaml", ", free_mib_min: 999999999", ", free_mib_min: 1");
      arrives("While it is nearly full");
      assertThat(status(daemon).states()).isEmpty();
    }
  }

  private static StatusReport status(Daemon daemon) {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, InstantSource.system()).read();
  }

  /** As on a disk without a free block: no page more, and none that is free. */
  private static void fill(Store store) {
    store.run(handle -> handle.execute("create table filler (bytes blob)"));
    store.run(
        handle -> {
          long pages = handle.createQuery("pragma page_count").mapTo(Long.class).one();
          handle.execute("pragma max_page_count = " + pages);
        });
    StoreException full = null;
    while (full == null) {
      try {
        store.run(handle -> handle.execute("insert into filler values (zeroblob(3000))"));
      } catch (StoreException e) {
        full = e;
      }
    }
    assertThat(full.code()).isEqualTo("store-full");
    assertThat(full.getMessage()).contains("disk is full");
  }

  @Test
  void aLockThatIsHeldForLongIsWaitedFor_P7() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 42))) {
      stage = opened;
      linked();
      Path file = folder.resolve("leadloop.db");
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("begin immediate");
        type("While it is locked");
        // Longer than a statement waits, and than the lease lasts.
        Instant end = Instant.now().plusSeconds(8);
        Eventually.see("time passes", () -> Instant.now(), now -> now.isAfter(end));
        assertThat(stage.accounts.count("Lead WHERE Title = 'While it is locked'")).isZero();
        statement.execute("rollback");
      }
      arrives("While it is locked");
      stage.atRest();
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
    }
  }
}
