package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people are linked; after that an address is data like any other. */
class EmailChangeTest {
  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;
  private String ana;
  private String ben;
  private String anaLead;
  private String benLead;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    ana = stage.accounts.createContact(Map.of("email", "ana@example.com", "lastname", "Novak"));
    ben = stage.accounts.createContact(Map.of("email", "ben@example.com", "lastname", "Ong"));
    daemon = stage.start();
    Map<String, JsonNode> leads =
        Eventually.see(
            "both are leads",
            () -> stage.accounts.leadsByKey("Email"),
            all -> all.containsKey(ana) && all.containsKey(ben));
    anaLead = leads.get(ana).get("Id").asText();
    benLead = leads.get(ben).get("Id").asText();
    stage.atRest();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aChangedAddressFlowsBothWaysAndNobodyIsLinkedAnew_P4() {
    stage.accounts.editContact(ana, Map.of("email", "ana.novak@example.com"));
    Eventually.equal("to Salesforce", "ana.novak@example.com", () -> leadEmail(anaLead));
    stage.accounts.edit("Lead", anaLead, Map.of("Email", "a.novak@example.com"));
    Eventually.equal("to HubSpot", "a.novak@example.com", () -> contactEmail(ana));
    sameLinks();
  }

  @Test
  void addressesThatWereSwappedInHubSpotAreSwappedInSalesforce_P4() {
    stage.accounts.editContact(ana, Map.of("email", "third@example.com"));
    stage.accounts.editContact(ben, Map.of("email", "ana@example.com"));
    stage.accounts.editContact(ana, Map.of("email", "ben@example.com"));
    Eventually.equal("the one", "ben@example.com", () -> leadEmail(anaLead));
    Eventually.equal("the other", "ana@example.com", () -> leadEmail(benLead));
    stage.atRest();
    sameLinks();
  }

  @Test
  void addressesThatWereSwappedInSalesforceWaitWithOneClearReasonAndAllElseGoesOn_P4_P6() {
    stage.accounts.editLeads(
        "Email", Map.of(anaLead, "ben@example.com", benLead, "ana@example.com"));
    stage.accounts.editLeads("Title", Map.of(anaLead, "Buyer", benLead, "Seller"));
    Eventually.equal("the other fields go on", "Buyer", () -> contact(ana, "jobtitle"));
    Eventually.equal("of both", "Seller", () -> contact(ben, "jobtitle"));
    List<Problem> problems =
        Eventually.see(
            "both wait",
            this::problems,
            all -> all.size() == 2 && all.stream().allMatch(p -> p.code().equals("EMAIL_RING")));
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.message()).contains(ana).contains(ben));
    assertThat(contactEmail(ana)).isEqualTo("ana@example.com");

    stage.accounts.editContact(ana, Map.of("email", ""));
    Eventually.equal(
        "the way out that is told works",
        "ana@example.com",
        () -> {
          retryAll();
          return contactEmail(ben);
        });
    Eventually.equal(
        "for both",
        "ben@example.com",
        () -> {
          retryAll();
          return contactEmail(ana);
        });
    Eventually.equal("nobody waits", List.of(), this::problems);
    sameLinks();
  }

  private void retryAll() {
    daemon
        .state()
        .store()
        .run(handle -> daemon.state().inbox().wakeAllWaiting(handle, 2, java.time.Instant.now()));
    daemon
        .state()
        .store()
        .run(handle -> daemon.state().inbox().wakeLinks(handle, 2, java.time.Instant.now()));
  }

  private void sameLinks() {
    assertThat(stage.accounts.leadsByKey("Email").get(ana).get("Id").asText()).isEqualTo(anaLead);
    assertThat(stage.accounts.leadsByKey("Email").get(ben).get("Id").asText()).isEqualTo(benLead);
    assertThat(stage.accounts.count("Lead")).isEqualTo(2);
  }

  private List<Problem> problems() {
    return daemon.state().store().read(handle -> daemon.state().problems().all(handle, 10));
  }

  private String leadEmail(String id) {
    return stage.accounts.lead(id, "Email").path("Email").asText("");
  }

  private String contactEmail(String id) {
    return contact(id, "email");
  }

  private String contact(String id, String property) {
    return stage.accounts.contact(id, property).path(property).asText("");
  }
}
