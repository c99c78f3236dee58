package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.ops.Office;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too much to be true stops the connection until an admin lets it go on. */
class BrakeTest {
  private static final String NO_CHANGES = "changes: { at_most: off, share: off }";
  private static final String NO_UNLINKS = "unlinks: { at_most: off, share: off }";

  private static final String NO_DELETES = "deletes: { at_most: off, share: off }";

  @TempDir Path folder;
  private Stage stage;

  private static StatusReport status(Daemon daemon) {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, InstantSource.system()).read();
  }

  private static void isBraked(Daemon daemon) {
    Eventually.equal("a brake stopped it", true, () -> status(daemon).isIn("braked"));
  }

  /** As the command does: asks, and waits for the answer. */
  private static JsonNode ask(Daemon daemon, String kind) {
    State state = daemon.state();
    long id = state.store().write(handle -> state.requests().ask(handle, kind, "", Instant.now()));
    String answer =
        Eventually.see(
                kind,
                () -> state.store().read(handle -> state.requests().answer(handle, id)),
                found -> found.isPresent())
            .orElseThrow();
    return Office.parse(answer, JsonNode.class);
  }

  @Test
  void aBadImportStopsBeforeItPassesTheLimit() {
    int people = 520;
    int imported = 500;
    long limit = people * 25L / 100;
    try (Stage opened = Stage.with(folder, PortalLoader.invented(people, 21))) {
      stage = opened;
      stage.openGate();
      stage.change("leadloop.yaml", NO_CHANGES, "changes: { at_most: off, share: 25 }");
      stage.start();
      Eventually.equal("all are leads", (long) people, () -> stage.accounts.count("Lead"));
      stage.atRest();
      List<String> contacts = new ArrayList<>(stage.accounts.leadsByKey("Phone").keySet());
      stage.stop();

      Map<String, String> phones = new LinkedHashMap<>();
      for (int i = 0; i < imported; i++) {
        phones.put(contacts.get(i), "+1 999 555 " + (1000 + i));
      }
      stage.accounts.editContacts("phone", phones);
      Daemon second = stage.start();
      isBraked(second);
      stage.atRest();
      // None of it where the sweep was read within one round; a slow one falls due in parts.
      long carried = wrongPhones();
      assertThat(carried).as("carried over").isLessThanOrEqualTo(limit);
      StatusReport status = status(second);
      assertThat(status.states().get(0).why())
          .contains("brakes.changes.share is 25 % of 520 links");
      assertThat(status.nextSteps())
          .anySatisfy(step -> assertThat(step).contains("leadloop resume"));
      JsonNode plan = ask(second, "plan");
      assertThat(plan.path("counts").path("updateSalesforce").asInt())
          .isEqualTo(imported - (int) carried);
      assertThat(plan.path("stopped").path("braked").asText()).contains("brakes.changes");

      String other = contacts.get(imported + 1);
      stage.accounts.editContact(other, Map.of("do_not_call", "true"));
      Eventually.equal(
          "an opt-out waits for nothing",
          1L,
          () ->
              stage.accounts.count(
                  "Lead WHERE DoNotCall = true AND Leadloop_Key__c = '" + other + "'"));

      stage.stop();
      Daemon third = stage.start();
      stage.sweeps(3, stage.accounts.lastHubspotCall());
      assertThat(status(third).isIn("braked")).as("a restart forgets nothing").isTrue();
      ask(third, "go");
      assertThat(status(third).isIn("braked")).as("go is another word").isTrue();
      assertThat(wrongPhones()).isEqualTo(carried);

      ask(third, "resume");
      Eventually.equal("all of it", (long) imported, this::wrongPhones);
      stage.atRest();
      assertThat(status(third).states()).isEmpty();
    }
  }

  private long wrongPhones() {
    return stage.accounts.count("Lead WHERE Phone LIKE '%999%555%'");
  }

  @Test
  void aMassDeletionStopsBeforeAnyLinkIsGivenUp() {
    int people = 40;
    int deleted = 30;
    try (Stage opened = Stage.with(folder, PortalLoader.invented(people, 22))) {
      stage = opened;
      stage.openGate();
      stage.change("leadloop.yaml", NO_UNLINKS, "unlinks: { at_most: off, share: 10 }");
      stage.start();
      Eventually.equal("all are leads", (long) people, () -> stage.accounts.count("Lead"));
      stage.atRest();
      stage.stop();
      stage.accounts.leadsByKey("Title").values().stream()
          .limit(deleted)
          .forEach(lead -> stage.accounts.delete("Lead", lead.get("Id").asText()));

      Daemon second = stage.start();
      isBraked(second);
      stage.atRest();
      assertThat(status(second).resting()).isZero();
      ask(second, "resume");
      Eventually.equal("all of them", (long) deleted, () -> status(second).resting());
      assertThat(stage.accounts.contacts("email")).as("nobody is deleted here").hasSize(people);
    }
  }

  @Test
  void aMassDeletionThatWouldDeleteStopsBeforeAnyRecordIsDeleted() {
    int people = 12;
    int deleted = 6;
    try (Stage opened = Stage.with(folder, PortalLoader.invented(people, 25))) {
      stage = opened;
      stage.openGate();
      stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\ndeletes: { Lead: delete }");
      stage.change("leadloop.yaml", NO_DELETES, "deletes: { at_most: 5, share: off }");
      stage.start();
      Eventually.equal("all are leads", (long) people, () -> stage.accounts.count("Lead"));
      stage.atRest();
      Instant later = Instant.now().plusSeconds(4);
      Eventually.see("a moment passes", Instant::now, now -> now.isAfter(later));
      stage.stop();
      stage.accounts.leadsByKey("Title").values().stream()
          .limit(deleted)
          .forEach(lead -> stage.accounts.delete("Lead", lead.get("Id").asText()));

      Daemon second = stage.start();
      isBraked(second);
      stage.atRest();
      assertThat(stage.accounts.contacts("email")).as("nobody is deleted").hasSize(people);
      assertThat(status(second).states().get(0).why()).contains("brakes.deletes.at_most is 5");
      JsonNode plan = ask(second, "plan");
      assertThat(plan.path("counts").path("deleteInHubspot").asInt()).isEqualTo(deleted);
      assertThat(plan.path("entries").toString()).contains("put into HubSpot's recycle bin");
      assertThat(stage.accounts.contacts("email")).as("a plan deletes nobody").hasSize(people);
      ask(second, "resume");
      Eventually.equal(
          "all of them", people - deleted, () -> stage.accounts.contacts("email").size());
      assertThat(status(second).resting()).isEqualTo(deleted);
    }
  }

  @Test
  void manyFieldsThatAreEmptiedAtOnceStopBeforeAnyOfThemIs() {
    int people = 12;
    try (Stage opened = Stage.with(folder, PortalLoader.invented(people, 24))) {
      stage = opened;
      stage.openGate();
      String line = "salesforce: Title,                        as: trim";
      stage.change("mappings/leads.yaml", line, line + ", blanks: carried");
      stage.change("leadloop.yaml", "clears: { at_most: off,", "clears: { at_most: 5,");
      stage.start();
      Eventually.equal("all are leads", (long) people, () -> stage.accounts.count("Lead"));
      List<String> contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
      Map<String, String> titles = new LinkedHashMap<>();
      contacts.forEach(id -> titles.put(id, "Buyer"));
      stage.accounts.editContacts("jobtitle", titles);
      Eventually.equal("all have a title", (long) people, () -> titled());
      stage.atRest();
      stage.stop();

      titles.replaceAll((id, title) -> "");
      stage.accounts.editContacts("jobtitle", titles);
      Daemon second = stage.start();
      isBraked(second);
      stage.atRest();
      assertThat(titled()).as("kept").isEqualTo(people);
      assertThat(status(second).states().get(0).why()).contains("brakes.clears");
      ask(second, "resume");
      Eventually.equal("all of them", 0L, this::titled);
    }
  }

  private long titled() {
    return stage.accounts.count("Lead WHERE Title = 'Buyer'");
  }

  @Test
  void whatWasConfirmedPassesAndWhatComesAfterDoesNot() {
    int people = 60;
    try (Stage opened = Stage.with(folder, PortalLoader.invented(people, 23))) {
      stage = opened;
      stage.openGate();
      stage.change("leadloop.yaml", "creates: { at_most: off }", "creates: { at_most: 10 }");
      Daemon daemon = stage.start();
      isBraked(daemon);
      stage.sweeps(3, stage.accounts.lastHubspotCall());
      assertThat(stage.accounts.count("Lead")).isZero();
      ask(daemon, "resume");
      Eventually.equal("all are leads", (long) people, () -> stage.accounts.count("Lead"));
      stage.atRest();
      for (int i = 0; i < 12; i++) {
        stage.accounts.createContact(
            Map.of("email", "new%d@example.com".formatted(i), "lastname", "New " + i));
      }
      isBraked(daemon);
      assertThat(stage.accounts.count("Lead")).isLessThanOrEqualTo(people + 10L);
    }
  }
}
