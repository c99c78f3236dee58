package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.Drift;
import io.leadloop.sync.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each further state that an account's fields can bring about, on one daemon: it has a name, what
 * does not need the field goes on, and it ends by itself.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DriftStatesTest {
  private static final String PROPERTIES =
      "/crm/properties/%s/contacts".formatted(VendorApis.VERSION);
  private static final String GATE =
      "create_in_salesforce: { when: { all: [ { ready: known } ] } }\n";
  private static final String LINES =
      "  - { hubspot: plan, salesforce: Plan__c, contact: none, as: text }\n"
          + "  - { hubspot: tier, salesforce: Tier__c, contact: none, values: tier }";
  private static final String TIERS =
      "pairs: [ { hubspot: basic, salesforce: Small }, { hubspot: pro, salesforce: Large } ]\n";

  @TempDir static Path folder;
  private Stage stage;
  private Relay hubspot;
  private Administrator admin;
  private Daemon daemon;
  private String ana;
  private String lead;

  @BeforeAll
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    hubspot = new Relay(stage.hubspot.baseUrl());
    stage.change("leadloop.yaml", stage.hubspot.baseUrl(), hubspot.url());
    stage.change("leadloop.yaml", "config_every: 200ms", "config_every: 200ms, schema_every: 1s");
    stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\nretry: { first: 1s, most: 1s }");
    Files.writeString(stage.config.resolve("lead-definition.yaml"), GATE);
    // The shipped tests are about the shipped gate.
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + LINES);
    Files.writeString(stage.config.resolve("values/tier.yaml"), TIERS);
    admin = new Administrator(stage);
    admin.makeText("ready");
    admin.makeProperty("plan", "enumeration", "select", options("basic", "pro"));
    admin.makeField("Lead", "Plan__c");
    admin.makeProperty("tier", "enumeration", "select", options("basic", "pro"));
    admin.makeField("Lead", "Tier__c");
    ana = contact("ana");
    daemon = stage.start();
    lead = leadOf(ana);
    stage.atRest();
  }

  @AfterAll
  void close() {
    stage.close();
    hubspot.close();
  }

  private static String options(String... words) {
    StringBuilder options = new StringBuilder(",\"options\":[");
    for (int i = 0; i < words.length; i++) {
      options
          .append(i == 0 ? "" : ",")
          .append(
              "{\"label\":\"%s\",\"value\":\"%s\",\"displayOrder\":%d}"
                  .formatted(words[i], words[i], i));
    }
    return options.append(']').toString();
  }

  private String contact(String name) {
    return stage.accounts.createContact(
        Map.of("email", name + "@example.com", "lastname", name, "ready", "yes"));
  }

  private String leadOf(String contact) {
    return Eventually.see(
            "a lead for " + contact,
            () -> stage.accounts.leadsByKey("Email"),
            leads -> leads.containsKey(contact))
        .get(contact)
        .get("Id")
        .asText();
  }

  private List<String> states(Drift.Kind kind) {
    State state = daemon.state();
    return Drift.known(state.store().read(state.facts()::known)).of(kind).stream()
        .map(Drift.Entry::text)
        .toList();
  }

  private void begins(Drift.Kind kind, String cause) {
    assertThat(Eventually.see(kind.word(), () -> states(kind), all -> !all.isEmpty()))
        .first()
        .asString()
        .contains(cause);
  }

  private void ends(Drift.Kind kind) {
    Eventually.equal(kind.word() + " ends by itself", List.of(), () -> states(kind));
  }

  private List<Problem> problems() {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 10));
  }

  private String shows(String property) {
    return stage.accounts.contact(ana, property).path(property).asText("");
  }

  private void goesOn(String title) {
    stage.accounts.edit("Lead", lead, Map.of("Title", title));
    Eventually.equal("every line goes on", title, () -> shows("jobtitle"));
  }

  @Test
  void withoutThePropertyOfTheGateNobodyIsCreatedAndThoseAreLinkedGoOn_P6() {
    admin.archiveProperty("ready");
    begins(Drift.Kind.CREATES_PAUSED, "ready");
    String ben =
        stage.accounts.createContact(Map.of("email", "ben@example.com", "lastname", "ben"));
    goesOn("Without a gate");
    stage.atRest();
    assertThat(stage.accounts.leadsByKey("Email")).doesNotContainKey(ben);

    admin.makeText("ready");
    ends(Drift.Kind.CREATES_PAUSED);
    stage.accounts.editContact(ben, Map.of("ready", "yes"));
    leadOf(ben);
  }

  @Test
  void withoutThePropertyOfTheMarkADeletedLeadsLinkWaitsAndComesToRestLater_P2() {
    String cas = contact("cas");
    String gone = leadOf(cas);
    stage.atRest();
    admin.archiveProperty("leadloop_deleted_in_salesforce");
    begins(Drift.Kind.MARK_MISSING, "leadloop_deleted_in_salesforce");
    stage.accounts.delete("Lead", gone);
    goesOn("Without a mark");
    stage.atRest();
    assertThat(stage.accounts.leadsByKey("Email")).as("nobody twice").doesNotContainKey(cas);

    admin.makeProperty("leadloop_deleted_in_salesforce", "datetime", "date", "");
    ends(Drift.Kind.MARK_MISSING);
    Eventually.see(
        "the contact says so",
        () ->
            stage
                .accounts
                .contact(cas, "leadloop_deleted_in_salesforce")
                .path("leadloop_deleted_in_salesforce")
                .asText(""),
        shown -> !shown.isEmpty());
  }

  @Test
  void withoutAPropertyOfTheContextOnlyTheContextSaysLess() {
    JsonNode answer = stage.accounts.apis.hubspot("GET", PROPERTIES, "");
    ArrayNode properties = (ArrayNode) answer.get("results");
    for (Iterator<JsonNode> each = properties.iterator(); each.hasNext(); ) {
      if (each.next().path("name").asText().equals("num_conversion_events")) {
        each.remove();
      }
    }
    hubspot.refuse(PROPERTIES, 200, answer.toString());
    Eventually.see(
        "it is told",
        () -> journal(Drift.Kind.CONTEXT_THIN.word()),
        rows -> rows.stream().anyMatch(row -> row.message().contains("num_conversion_events")));
    goesOn("With less context");
    ends(Drift.Kind.CONTEXT_THIN);
  }

  private List<JournalRow> journal(String outcome) {
    State state = daemon.state();
    return state.store().read(handle -> state.journal().lastWith(handle, outcome, 100));
  }

  @Test
  void aWordOfATableThatAPicklistLostIsAStateOfItsNameAndEndsByItself_P6() {
    admin.changeProperty("tier", "{" + options("basic").substring(1) + "}");
    begins(Drift.Kind.WORD_MISSING, "contacts.tier does not accept \"pro\"");
    stage.accounts.edit("Lead", lead, Map.of("Tier__c", "Large"));
    goesOn("Without a word");
    stage.accounts.edit("Lead", lead, Map.of("Tier__c", "Small"));
    Eventually.equal("the line goes on for other words", "basic", () -> shows("tier"));
    stage.accounts.edit("Lead", lead, Map.of("Tier__c", "Large"));
    Eventually.see(
        "the word waits",
        this::problems,
        all -> all.stream().anyMatch(one -> one.code().contains("INVALID_OPTION")));

    admin.changeProperty("tier", "{" + options("basic", "pro").substring(1) + "}");
    ends(Drift.Kind.WORD_MISSING);
    Eventually.equal("it arrives by itself", "pro", () -> shows("tier"));
  }

  @Test
  void aWordThatAPicklistLostKeepsItsFieldAloneBackUntilItIsThereAgain_P6() {
    admin.changeProperty("plan", "{" + options("basic").substring(1) + "}");
    stage.accounts.edit("Lead", lead, Map.of("Plan__c", "pro", "City", "Lyon"));
    Eventually.equal("the other field arrives", "Lyon", () -> shows("city"));
    Problem problem =
        Eventually.see(
                "the word waits",
                this::problems,
                all -> all.stream().anyMatch(one -> one.code().contains("INVALID_OPTION")))
            .stream()
            .filter(one -> one.code().contains("INVALID_OPTION"))
            .findFirst()
            .orElseThrow();
    assertThat(problem.nextStep()).contains("leadloop retry");
    assertThat(shows("plan")).isEmpty();

    admin.changeProperty("plan", "{" + options("basic", "pro").substring(1) + "}");
    Eventually.equal("it arrives by itself", "pro", () -> shows("plan"));
    Eventually.see(
        "nothing waits",
        this::problems,
        all -> all.stream().noneMatch(one -> one.code().contains("INVALID_OPTION")));
  }
}
