package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Database;
import io.leadloop.store.Store;
import io.leadloop.store.Verification;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two daemons on one store, in each of the databases that it may be in. */
@ParameterizedClass
@EnumSource(Database.class)
class StandbyTest {
  private static final int PEOPLE = 20;

  @Parameter Database database;
  @TempDir Path folder;

  @Test
  void aSecondDaemonStandsByAndTakesOverWhenTheFirstIsClosed_P8() {
    try (Stage stage =
        Stage.with(folder, PortalLoader.invented(PEOPLE, 5), database.address(folder))) {
      stage.openGate();
      Daemon first = stage.start();
      stage.start();
      Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
      stage.atRest();
      Map<String, JsonNode> leads = stage.accounts.leadsByKey("Email");
      edit(stage, leads, "First");
      assertThat(epochs(stage, leads)).as("one daemon wrote everything").hasSize(1);
      long firstEpoch = epochs(stage, leads).iterator().next();

      first.close();
      edit(stage, leads, "Second");
      assertThat(epochs(stage, leads)).as("the second one took over").hasSize(1);
      assertThat(epochs(stage, leads).iterator().next()).isGreaterThan(firstEpoch);
      assertThat(stage.accounts.count("Lead")).isEqualTo(PEOPLE);
      stage.atRest();
      stage.stop();
      try (Store store = database.open(folder)) {
        assertThat(Verification.of(store).findings()).isEmpty();
      }
    }
  }

  private static void edit(Stage stage, Map<String, JsonNode> leads, String title) {
    leads.keySet().forEach(id -> stage.accounts.editContact(id, Map.of("jobtitle", title)));
    Eventually.equal(
        "the edits arrive",
        (long) PEOPLE,
        () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"));
  }

  /** The epochs in the tokens that the leads carry: one for each daemon that wrote last. */
  private static Set<Long> epochs(Stage stage, Map<String, JsonNode> leads) {
    Set<Long> epochs = new LinkedHashSet<>();
    for (JsonNode lead : stage.accounts.leadsByKey("Leadloop_Token__c").values()) {
      epochs.add(Long.valueOf(List.of(lead.get("Leadloop_Token__c").asText().split("-")).get(1)));
    }
    assertThat(leads).hasSize(PEOPLE);
    return epochs;
  }
}
