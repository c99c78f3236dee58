package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.sync.Drift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fields of an account change while the daemon runs: what rests on a field that is gone rests
 * with a name, all else goes on, and it heals by itself.
 */
class DriftTest {
  private static final String LINE =
      "  - { hubspot: tool,                     salesforce: Tool__c, contact: none, as: text, blanks: carried }";

  @TempDir Path folder;
  private Stage stage;
  private Administrator admin;
  private Administrator.Granted tool;
  private Daemon daemon;
  private String contact;
  private String lead;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    // The shipped tests are about the shipped gate.
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    stage.change("leadloop.yaml", "config_every: 200ms", "config_every: 200ms, schema_every: 2s");
    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + LINE);
    admin = new Administrator(stage);
    admin.makeText("tool");
    tool = admin.makeField("Lead", "Tool__c");
    contact =
        stage.accounts.createContact(
            Map.of("email", "ana@example.com", "lastname", "Novak", "tool", "hammer"));
    daemon = stage.start();
    lead =
        Eventually.see(
                "the lead is there",
                () -> stage.accounts.leadsByKey("Email"),
                leads -> leads.containsKey(contact))
            .get(contact)
            .get("Id")
            .asText();
    stage.atRest();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void anArchivedPropertyIsNotTakenForAClearedOneAndItsLineAlonePauses_P2() {
    admin.archiveProperty("tool");
    stage.accounts.editContact(contact, Map.of("city", "Lyon"));

    Eventually.equal("every other line goes on", "Lyon", () -> lead("City"));
    assertThat(Eventually.see("it is told", this::paused, all -> all.size() == 1))
        .singleElement()
        .asString()
        .contains("tool/Tool__c", "\"tool\"");
    assertThat(lead("Tool__c")).as("nothing was cleared").isEqualTo("hammer");
    stage.accounts.edit("Lead", lead, Map.of("Tool__c", "saw"));
    stage.atRest();
    assertThat(journal("field-paused")).hasSize(1);

    admin.makeText("tool");

    Eventually.equal("it heals by itself", List.of(), this::paused);
    Eventually.equal("and goes on where it was", "saw", () -> contact("tool"));
    assertThat(journal("field-paused")).as("told once").hasSize(1);
  }

  @Test
  void aHiddenSalesforceFieldStopsItsLineAndNotTheSide_P6() {
    tool.hide();
    stage.accounts.editContact(contact, Map.of("city", "Lyon", "tool", "saw"));

    Eventually.equal("every other line goes on", "Lyon", () -> lead("City"));
    assertThat(Eventually.see("it is told", this::paused, all -> all.size() == 1))
        .singleElement()
        .asString()
        .contains("tool/Tool__c", "no field \"Tool__c\"");
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    Eventually.equal("both ways", "Buyer", () -> contact("jobtitle"));

    tool.giveBack();

    Eventually.equal("it heals by itself", List.of(), this::paused);
    Eventually.equal("what was edited meanwhile arrives", "saw", () -> lead("Tool__c"));
  }

  @Test
  void aLineWhoseFieldMayNotBeWrittenAnyMorePausesAlone_P6() {
    tool.readOnly();
    stage.accounts.editContact(contact, Map.of("city", "Lyon", "tool", "saw"));

    Eventually.equal("the other field of the very record arrives", "Lyon", () -> lead("City"));
    Eventually.see("it is told", this::paused, all -> all.size() == 1);
    assertThat(lead("Tool__c")).isEqualTo("hammer");

    tool.giveBack();

    Eventually.equal("it arrives", "saw", () -> lead("Tool__c"));
    Eventually.equal("nobody waits", 0, () -> problems());
  }

  @Test
  void aPropertyOfAnotherTypePausesItsLine_P6() {
    admin.changeProperty("tool", "{\"type\":\"number\",\"fieldType\":\"number\"}");

    Eventually.see("it is told", this::paused, all -> all.size() == 1);
    stage.accounts.edit("Lead", lead, Map.of("Tool__c", "saw", "City", "Lyon"));
    Eventually.equal("every other line goes on", "Lyon", () -> contact("city"));

    admin.changeProperty("tool", "{\"type\":\"string\",\"fieldType\":\"text\"}");

    Eventually.equal("it arrives", "saw", () -> contact("tool"));
  }

  @Test
  void aRestartWhileALineRestsBeginsWithoutIt() {
    tool.hide();
    Eventually.see("it is told", this::paused, all -> all.size() == 1);
    stage.stop();
    stage.accounts.editContact(contact, Map.of("city", "Lyon"));

    daemon = stage.start();

    Eventually.equal("every other line goes on", "Lyon", () -> lead("City"));
    assertThat(journal("field-paused")).as("told once").hasSize(1);
    tool.giveBack();
    Eventually.equal("it heals by itself", List.of(), this::paused);
  }

  @Test
  void withoutTheTokensPropertyNothingIsWrittenUntilItIsBack() {
    admin.archiveProperty("leadloop_token");
    Eventually.see("it is told", () -> states(Drift.Kind.SIDE_STOPPED), all -> all.size() == 1);
    stage.accounts.edit("Lead", lead, Map.of("City", "Lyon"));
    Accounts.Held before = stage.atRest();
    assertThat(stage.atRest()).isEqualTo(before);

    admin.makeText("leadloop_token");

    Eventually.equal("it goes on", "Lyon", () -> contact("city"));
    assertThat(states(Drift.Kind.SIDE_STOPPED)).isEmpty();
  }

  private List<String> paused() {
    return states(Drift.Kind.FIELD_PAUSED);
  }

  private List<String> states(Drift.Kind kind) {
    return daemon
        .state()
        .store()
        .read(handle -> Drift.known(daemon.state().facts().known(handle)))
        .of(kind)
        .stream()
        .map(Drift.Entry::text)
        .toList();
  }

  private List<JournalRow> journal(String outcome) {
    return daemon
        .state()
        .store()
        .read(handle -> daemon.state().journal().lastWith(handle, outcome, 100));
  }

  private int problems() {
    return daemon.state().store().read(handle -> daemon.state().problems().all(handle, 10)).size();
  }

  private String lead(String field) {
    return stage.accounts.lead(lead, field).path(field).asText("");
  }

  private String contact(String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }
}
