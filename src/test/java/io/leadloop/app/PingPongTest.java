package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Automations of both vendors that undo each other's work, with us between them. */
class PingPongTest {
  private static final String HERE = "As HubSpot's workflow has it";
  private static final String THERE = "As Salesforce's flow has it";

  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;
  private String contact;
  private String lead;

  private List<Problem> problems() {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 10));
  }

  private String title(boolean inSalesforce) {
    return inSalesforce
        ? stage.accounts.lead(lead, "Title").path("Title").asText("")
        : stage.accounts.contact(contact, "jobtitle").path("jobtitle").asText("");
  }

  private long writes() {
    State state = daemon.state();
    return state.store().read(handle -> state.journal().after(handle, 0, 1_000)).stream()
        .filter(row -> row.operation().equals("update") && row.outcome().equals("accepted"))
        .flatMap(row -> row.fields().stream())
        .map(JournalRow.Field::name)
        .filter("jobtitle/Title"::equals)
        .count();
  }

  /** Each sets its own title whenever it sees another one, as soon as it sees it. */
  private void automationsRun() {
    if (title(true).equals(HERE)) {
      stage.accounts.edit("Lead", lead, Map.of("Title", THERE));
    }
    if (title(false).equals(THERE)) {
      stage.accounts.editContact(contact, Map.of("jobtitle", HERE));
    }
  }

  @Test
  void aFieldThatGoesToAndFroIsFrozenAndToldAndAllElseGoesOn_P1() {
    try (Stage opened = Stage.with(folder, PortalLoader.empty())) {
      stage = opened;
      stage.openGate();
      contact = stage.accounts.createContact(Map.of("email", "ann@example.com", "lastname", "Ann"));
      daemon = stage.start(stage.hubspot.clock());
      lead =
          Eventually.see(
                  "there is a lead",
                  () -> stage.accounts.leadsByKey("Email"),
                  leads -> leads.containsKey(contact))
              .get(contact)
              .get("Id")
              .asText();
      stage.accounts.editContact(contact, Map.of("jobtitle", HERE));
      Problem frozen =
          Eventually.see(
                  "it is frozen",
                  () -> {
                    automationsRun();
                    return problems();
                  },
                  all -> !all.isEmpty())
              .get(0);
      assertThat(frozen.code()).isEqualTo("ping-pong");
      assertThat(frozen.field()).isEqualTo("jobtitle/Title");
      assertThat(frozen.nextStep()).contains("one direction");
      long writes = writes();
      assertThat(writes).isLessThanOrEqualTo(5);

      stage.accounts.editContact(contact, Map.of("city", "Lyon"));
      Eventually.equal(
          "every other field goes on",
          "Lyon",
          () -> stage.accounts.lead(lead, "City").path("City").asText(""));
      automationsRun();
      stage.atRest();
      assertThat(writes()).as("nothing more of this field").isEqualTo(writes);

      // Somebody switched both automations off and says what it is to be.
      stage.accounts.editContact(contact, Map.of("jobtitle", "Buyer"));
      stage.hubspot.clock().advance(Duration.ofMinutes(11));
      Eventually.equal("it goes on by itself", "Buyer", () -> title(true));
      Eventually.equal("nothing waits", List.of(), this::problems);
    }
  }
}
