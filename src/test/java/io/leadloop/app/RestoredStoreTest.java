package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Store;
import io.leadloop.store.Verification;
import io.leadloop.sync.State;
import io.leadloop.sync.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of the store is put back after both sides were edited and written for a while. */
class RestoredStoreTest {
  private static final int PEOPLE = 8;
  private static final String BEFORE = "As of the backup";

  @TempDir Path folder;
  private Stage stage;
  private Path backup;
  private List<String> contacts;

  @BeforeEach
  void open() {
    backup = folder.resolve("backup.db");
  }

  /** Everybody is linked and has one title, and that is backed up. */
  private void backUp() {
    stage.openGate();
    Daemon daemon = stage.start();
    Eventually.equal("every person is a lead", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    contacts = new ArrayList<>(stage.accounts.leadsByKey("Title").keySet());
    contacts.forEach(id -> type(id, BEFORE));
    settled(BEFORE, PEOPLE);
    stage.atRest();
    daemon.state().store().backUp(backup);
  }

  private void putBack() throws IOException {
    stage.stop();
    Path store = folder.resolve("leadloop.db");
    for (String rest : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(store + rest));
    }
    Files.copy(backup, store);
  }

  private void type(String contact, String title) {
    stage.accounts.editContact(contact, Map.of("jobtitle", title));
  }

  private void typeInSalesforce(String contact, String title) {
    stage.accounts.edit("Lead", lead(contact).get("Id").asText(), Map.of("Title", title));
  }

  private JsonNode lead(String contact) {
    return stage.accounts.leadsByKey("Title, Leadloop_Token__c").get(contact);
  }

  private void settled(String title, long leads) {
    Eventually.equal(
        title, leads, () -> stage.accounts.count("Lead WHERE Title = '" + title + "'"));
  }

  private String titleInHubspot(String contact) {
    return stage.accounts.contact(contact, "jobtitle").path("jobtitle").asText();
  }

  private void bothSay(String contact, String title) {
    Eventually.equal(
        title, title + "/" + title, () -> titleInHubspot(contact) + "/" + titleOfLead(contact));
  }

  private String titleOfLead(String contact) {
    return lead(contact).get("Title").asText();
  }

  private static StatusReport status(Daemon daemon) {
    return new StatusReader("main", daemon.state(), Stage.PERIOD, InstantSource.system()).read();
  }

  private Set<String> tokens() {
    Set<String> tokens = new HashSet<>();
    stage
        .accounts
        .leadsByKey("Leadloop_Token__c")
        .values()
        .forEach(lead -> tokens.add(lead.get("Leadloop_Token__c").asText()));
    return tokens;
  }

  @Test
  void noOldValueComesBackAndNobodyTwice_P9() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 3))) {
      stage = opened;
      backUp();
      type(contacts.get(0), "Later");
      type(contacts.get(1), "Between");
      typeInSalesforce(contacts.get(2), "Later there");
      bothSay(contacts.get(0), "Later");
      bothSay(contacts.get(1), "Between");
      bothSay(contacts.get(2), "Later there");
      type(contacts.get(1), BEFORE);
      bothSay(contacts.get(1), BEFORE);
      stage.accounts.createContact(
          Map.of("email", "late@example.com", "lastname", "Late", "company", "Acme"));
      Eventually.equal("the new one", PEOPLE + 1L, () -> stage.accounts.count("Lead"));
      stage.atRest();
      stage.stop();
      Set<String> before = tokens();
      Token last =
          before.stream()
              .map(t -> Token.parse(t).orElseThrow())
              .reduce((one, other) -> one.sequence() > other.sequence() ? one : other)
              .orElseThrow();
      // What nobody carried over yet when the store broke.
      typeInSalesforce(contacts.get(3), "Not carried over");
      type(contacts.get(4), "Not carried over either");
      typeInSalesforce(contacts.get(0), "Last");

      putBack();
      Daemon second = stage.start();
      bothSay(contacts.get(3), "Not carried over");
      bothSay(contacts.get(4), "Not carried over either");
      bothSay(contacts.get(0), "Last");
      Eventually.see(
          "both sides were read whole",
          () -> restore(second.state()),
          seen -> seen.equals(List.of("begun", "ended")));
      stage.atRest();
      bothSay(contacts.get(1), BEFORE);
      bothSay(contacts.get(2), "Later there");
      bothSay(contacts.get(5), BEFORE);
      assertThat(stage.accounts.count("Lead")).as("nobody twice").isEqualTo(PEOPLE + 1);
      assertThat(status(second).states()).isEmpty();

      Set<String> after = tokens();
      after.removeAll(before);
      assertThat(after)
          .isNotEmpty()
          .allSatisfy(
              text -> {
                Token token = Token.parse(text).orElseThrow();
                assertThat(token.sequence()).isGreaterThan(last.sequence());
                assertThat(token.epoch()).isGreaterThan(last.epoch());
              });
      stage.stop();
      try (Store store = Store.open(stage.store)) {
        assertThat(Verification.of(store).findings()).isEmpty();
      }
    }
  }

  @Test
  void aLostTimeOfManyEpochsIsPassedAndARestartAfterwardsIsNone_P9() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 4))) {
      stage = opened;
      backUp();
      for (int i = 0; i < 3; i++) {
        stage.stop();
        stage.start();
        type(contacts.get(0), "Start " + i);
        bothSay(contacts.get(0), "Start " + i);
      }
      stage.atRest();
      stage.stop();
      Token lost =
          Token.parse(lead(contacts.get(0)).get("Leadloop_Token__c").asText()).orElseThrow();

      putBack();
      stage.start();
      type(contacts.get(1), "Afterwards");
      bothSay(contacts.get(1), "Afterwards");
      stage.atRest();
      Token fresh =
          Token.parse(lead(contacts.get(1)).get("Leadloop_Token__c").asText()).orElseThrow();
      assertThat(fresh.text()).isGreaterThan(lost.text());
      bothSay(contacts.get(0), "Start 2");

      stage.stop();
      Daemon again = stage.start();
      type(contacts.get(2), "Once more");
      bothSay(contacts.get(2), "Once more");
      assertThat(restore(again.state())).as("once").containsExactly("begun", "ended");
    }
  }

  private static List<String> restore(State state) {
    return state.store().read(handle -> state.journal().after(handle, 0, 10_000)).stream()
        .filter(row -> row.operation().equals("restore"))
        .map(JournalRow::outcome)
        .toList();
  }

  @Test
  void whatWasDeletedIsGivenUpOnlyAfterBothSidesWereRead_P9() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 6))) {
      stage = opened;
      backUp();
      type(contacts.get(0), "Later");
      bothSay(contacts.get(0), "Later");
      stage.atRest();
      stage.stop();
      stage.accounts.delete("Lead", lead(contacts.get(1)).get("Id").asText());

      putBack();
      Daemon second = stage.start();
      Eventually.equal("one link rests", 1L, () -> status(second).resting());
      List<String> story =
          second
              .state()
              .store()
              .read(handle -> second.state().journal().after(handle, 0, 10_000))
              .stream()
              .filter(row -> Set.of("restore", "unlink").contains(row.operation()))
              .map(row -> row.operation() + " " + row.outcome())
              .toList();
      assertThat(story).containsExactly("restore begun", "restore ended", "unlink accepted");
    }
  }

  @Test
  void whoseLinkAndCounterpartAreLostIsNotMadeAnew_P9() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 7))) {
      stage = opened;
      backUp();
      String late =
          stage.accounts.createContact(
              Map.of("email", "late@example.com", "lastname", "Late", "company", "Acme"));
      Eventually.equal("the new one", PEOPLE + 1L, () -> stage.accounts.count("Lead"));
      stage.atRest();
      typeInSalesforce(late, "Known to both");
      bothSay(late, "Known to both");
      stage.atRest();
      stage.stop();
      String deleted = lead(late).get("Id").asText();
      stage.accounts.delete("Lead", deleted);

      putBack();
      Daemon second = stage.start();
      Eventually.equal(
          "a person has to decide",
          Map.of("parked counterpart-lost", 1L),
          () -> status(second).waiting());
      stage.atRest();
      assertThat(stage.accounts.count("Lead")).as("nobody is made").isEqualTo(PEOPLE);

      stage.accounts.undelete(deleted);
      Eventually.equal("nobody waits", Map.of(), () -> status(second).waiting());
      type(late, "Linked again");
      bothSay(late, "Linked again");
      assertThat(stage.accounts.count("Lead")).as("nobody twice").isEqualTo(PEOPLE + 1);
    }
  }

  @Test
  void aLeadThatWasConvertedSinceTheCopyKeepsItsLink_P9() throws Exception {
    try (Stage opened = Stage.with(folder, PortalLoader.invented(PEOPLE, 8))) {
      stage = opened;
      backUp();
      String ann = contacts.get(0);
      String person = stage.accounts.convert(lead(ann).get("Id").asText());
      Eventually.equal(
          "the Contact carries the link",
          ann,
          () -> stage.accounts.person(person, "Leadloop_Key__c"));
      stage.atRest();

      putBack();
      State second = stage.start().state();
      Eventually.equal("the link goes on", person, () -> linkedTo(second, ann));
      stage.atRest();
      List<String> operations =
          second.store().read(handle -> second.journal().after(handle, 0, 10_000)).stream()
              .map(JournalRow::operation)
              .toList();
      assertThat(operations).contains("follow").doesNotContain("leave");
      type(ann, "Later");
      Eventually.equal("it is kept up", "Later", () -> stage.accounts.person(person, "Title"));
    }
  }

  private static String linkedTo(State state, String contact) {
    return state
        .store()
        .read(handle -> state.links().of(handle, RecordKey.contact(contact)))
        .map(row -> row.link().salesforce().id())
        .orElse("");
  }
}
