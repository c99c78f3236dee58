package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Database;
import io.leadloop.store.PostgresServer;
import io.leadloop.store.Store;
import io.leadloop.store.Verification;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database server cuts every connection at any moment of a first load, commits included, and
 * lets the daemon come back.
 */
class ConnectionCutTest {
  private static final int PEOPLE = 400;
  private static final int CUTS = 12;
  private static final int CALLS_BETWEEN = 3;

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNobodyIsMadeTwice_P4_P5_P7() {
    try (Stage stage =
        Stage.with(folder, PortalLoader.invented(PEOPLE, 7), Database.POSTGRESQL.address(folder))) {
      stage.openGate();
      // Small batches give many moments to be cut at.
      stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\nbatch: { live: 20, backfill: 20 }");
      stage.start();
      int cut = 0;
      for (int time = 0; time < CUTS; time++) {
        long last = stage.accounts.lastHubspotCall();
        Eventually.see(
            "the daemon goes on",
            stage.accounts::lastHubspotCall,
            now -> now >= last + CALLS_BETWEEN);
        cut += PostgresServer.cutConnections();
      }
      assertThat(cut).isGreaterThanOrEqualTo(CUTS);
      // What was claimed in a turn that was cut is claimed again when its lease runs out, or at
      // once
      // by the next daemon.
      stage.stop();
      stage.start();
      Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      stage.atRest();
      Map<String, JsonNode> leads = stage.accounts.leadsByKey("Email");
      assertThat(leads).as("one lead for each contact").hasSize(PEOPLE);
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
      stage.stop();
      try (Store store = Database.POSTGRESQL.open(folder)) {
        assertThat(Verification.of(store))
            .satisfies(
                sound -> {
                  assertThat(sound.findings()).isEmpty();
                  assertThat(sound.rows()).containsEntry("link", (long) PEOPLE);
                });
      }
    }
  }
}
