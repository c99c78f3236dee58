package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that was restored waits for the one that was deleted for it. */
class RestoreNeededTest {
  @TempDir Path folder;

  @Test
  void thatItIsDeletedAgainEndsTheWait() {
    try (Stage stage = Stage.with(folder, PortalLoader.empty())) {
      stage.openGate();
      stage.change(
          "leadloop.yaml", "lease: 3s", "lease: 3s\ndeletes: { contacts: delete, Lead: delete }");
      State state = stage.start().state();
      String contact =
          stage.accounts.createContact(Map.of("email", "ann@example.com", "lastname", "Lee"));
      Eventually.equal("there is a Lead", 1L, () -> stage.accounts.count("Lead"));
      stage.atRest();
      RejectedLead.passes(Duration.ofMillis(3_500));
      stage.accounts.deleteContact(contact);
      Eventually.equal("it is deleted too", 0L, () -> stage.accounts.count("Lead"));
      stage.atRest();

      stage.accounts.restoreContact(contact);
      Eventually.see("it waits", () -> problems(state), all -> !all.isEmpty());
      assertThat(problems(state).get(0).code()).isEqualTo("restore-needed");
      stage.accounts.deleteContact(contact);
      Eventually.equal("nothing waits", List.of(), () -> problems(state));
    }
  }

  private static List<Problem> problems(State state) {
    return state.store().read(handle -> state.problems().all(handle, 100));
  }
}
