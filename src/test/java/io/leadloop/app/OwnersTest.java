package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a record, where one side does not know the other side's owner. */
class OwnersTest {
  private static final String SHIPPED = "as: owner, flow: from_salesforce, unknown: pass }";
  private static final String PROPERTY = "hubspot_owner_id";

  /** In the local HubSpot: Ana, Ben, and Olga, whose user in Salesforce is not active. */
  private static final String ANA = "501";

  private static final String BEN = "502";
  private static final String OLGA = "505";

  /** The local Salesforce's only queue. */
  private static final String QUEUE = "00G5f0000000001";

  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void ownersAre(String words) {
    stage.change("mappings/leads.yaml", SHIPPED, "as: owner, " + words + " }");
  }

  private String contact(String name, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("email", name + "@example.com");
    properties.put("lastname", name);
    return stage.accounts.createContact(properties);
  }

  private String leadOf(String contact) {
    Map<String, JsonNode> leads =
        Eventually.see(
            "a lead for " + contact,
            () -> stage.accounts.leadsByKey("Email"),
            all -> all.containsKey(contact));
    return leads.get(contact).get("Id").asText();
  }

  private String user(String name) {
    return stage.salesforce.org().userId(name + "@leadloop.example");
  }

  private void handOver(String lead, String owner) {
    stage.accounts.edit("Lead", lead, Map.of("OwnerId", owner));
  }

  private String ownerThere(String lead) {
    return stage.accounts.lead(lead, "OwnerId").path("OwnerId").asText();
  }

  private String ownerHere(String contact) {
    return stage.accounts.contact(contact, PROPERTY).path(PROPERTY).asText("");
  }

  private String title(String lead) {
    return stage.accounts.lead(lead, "Title").path("Title").asText("");
  }

  private List<Problem> problems() {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 10));
  }

  @Test
  void asShippedTheRepFollowsAndAQueueOrAnUnknownUserChangesNothing() {
    String ann = contact("ann", Map.of());
    daemon = stage.start();
    String lead = leadOf(ann);
    stage.atRest();
    assertThat(ownerHere(ann)).as("nobody in HubSpot is the integration user").isEmpty();

    handOver(lead, user("ben"));
    Eventually.equal("the rep follows", BEN, () -> ownerHere(ann));
    handOver(lead, QUEUE);
    stage.accounts.edit("Lead", lead, Map.of("Title", "Waits in a queue"));
    Eventually.equal(
        "the other fields go on",
        "Waits in a queue",
        () -> stage.accounts.contact(ann, "jobtitle").path("jobtitle").asText());
    stage.atRest();
    assertThat(ownerHere(ann)).as("a queue is nobody in HubSpot").isEqualTo(BEN);
    assertThat(ownerThere(lead)).startsWith(QUEUE);
    assertThat(problems()).isEmpty();

    handOver(lead, user("ana"));
    Eventually.equal("whoever takes it from the queue follows", ANA, () -> ownerHere(ann));
  }

  @Test
  void anOwnerWhomSalesforceCannotHaveWaitsWithAReasonAndNoOtherFieldDoes_P6() {
    ownersAre("both_changed: latest");
    String ann = contact("ann", Map.of(PROPERTY, OLGA, "jobtitle", "Buyer"));
    String cas = contact("cas", Map.of(PROPERTY, ANA));
    daemon = stage.start();
    String lead = leadOf(ann);
    String other = leadOf(cas);
    Problem unknown = waits("unknown-owner");
    assertThat(unknown.message()).contains("old@leadloop.example");
    assertThat(title(lead)).isEqualTo("Buyer");
    assertThat(ownerThere(lead)).isEqualTo(stage.salesforce.org().integrationUserId());
    Eventually.equal("Ana owns the other one", user("ana"), () -> ownerThere(other));

    stage.accounts.editContact(ann, Map.of(PROPERTY, BEN));
    Eventually.equal("a known one arrives", user("ben"), () -> ownerThere(lead));
    Eventually.equal("and nothing waits", List.of(), this::problems);
    handOver(lead, QUEUE);
    waits("unknown-owner");

    // The daemon has read the owners, and does not know of it yet.
    stage.accounts.tick("User", user("ben"), "IsActive", false);
    stage.accounts.editContact(cas, Map.of(PROPERTY, BEN, "jobtitle", "Head"));
    Eventually.equal("the other field arrives", "Head", () -> title(other));
    waits("INACTIVE_OWNER_OR_USER");
    assertThat(ownerThere(other)).isEqualTo(user("ana"));
    assertThat(ownerHere(ann)).isEqualTo(BEN);
    assertThat(ownerThere(lead)).as("nobody took it out of its queue").startsWith(QUEUE);

    stage.accounts.tick("User", user("ben"), "IsActive", true);
    Eventually.equal(
        "after the repair it arrives",
        user("ben"),
        () -> {
          State state = daemon.state();
          state
              .store()
              .run(handle -> state.inbox().wakeLinks(handle, Lane.REPAIR.number(), Instant.now()));
          return ownerThere(other);
        });
  }

  private Problem waits(String code) {
    return Eventually.see(
            "the owner waits as " + code,
            this::problems,
            all -> all.stream().anyMatch(one -> one.code().equals(code)))
        .stream()
        .filter(one -> one.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aStandInTakesWhoHasNoActiveOwner() {
    ownersAre("flow: from_hubspot, unknown: { default: ana@leadloop.example }");
    stage.change("lead-definition.yaml", "when: always", "when: always, assignment: owner");
    String ann = contact("ann", Map.of(PROPERTY, OLGA));
    String ben = contact("ben", Map.of(PROPERTY, BEN));
    daemon = stage.start();
    assertThat(ownerThere(leadOf(ann))).isEqualTo(user("ana"));
    assertThat(ownerThere(leadOf(ben))).isEqualTo(user("ben"));
  }

  @Test
  void handsOffTouchesNoOwnerInSalesforceEver() {
    ownersAre("hands_off: true, both_changed: hubspot");
    String ann = contact("ann", Map.of(PROPERTY, ANA));
    daemon = stage.start();
    String lead = leadOf(ann);
    stage.atRest();
    String router = stage.salesforce.org().integrationUserId();
    assertThat(ownerThere(lead)).as("at its creation").isEqualTo(router);

    stage.accounts.editContact(ann, Map.of(PROPERTY, BEN, "jobtitle", "Buyer"));
    Eventually.equal("the other field arrives", "Buyer", () -> title(lead));
    stage.atRest();
    assertThat(ownerThere(lead)).as("after an edit").isEqualTo(router);

    handOver(lead, user("chi"));
    Eventually.equal("what the router does is shown", "503", () -> ownerHere(ann));
    stage.accounts.editContact(ann, Map.of(PROPERTY, ANA));
    stage.accounts.edit("Lead", lead, Map.of("City", "Lyon"));
    Eventually.equal(
        "and the loop goes on",
        "Lyon",
        () -> stage.accounts.contact(ann, "city").path("city").asText());
    stage.atRest();
    assertThat(ownerThere(lead)).as("after edits on both sides").isEqualTo(user("chi"));
    assertThat(problems()).isEmpty();
  }
}
