package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.FactNames;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of linked people that are deleted, restored and merged, on either side. */
class DepartureTest {
  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    daemon = stage.start();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private State state() {
    return daemon.state();
  }

  private long links() {
    return state().store().read(handle -> state().links().count(handle));
  }

  private long resting() {
    return state().store().read(handle -> state().links().countGone(handle));
  }

  private LinkRow link(String contact) {
    return state()
        .store()
        .read(
            handle ->
                state().links().byRecord(handle, Side.HUBSPOT, List.of(contact)).get(contact));
  }

  private List<Problem> problems() {
    return state().store().read(handle -> state().problems().all(handle, 100));
  }

  private List<String> operations(long linkId) {
    return state()
        .store()
        .read(handle -> state().journal().last(handle, Claim.subject(linkId), 100))
        .stream()
        .map(JournalRow::operation)
        .toList();
  }

  private String shows(String contact, String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  private String key(String lead) {
    return leadShows(lead, "Leadloop_Key__c");
  }

  private String leadShows(String lead, String field) {
    return stage.accounts.lead(lead, field).path(field).asText("");
  }

  @Test
  void aDeletedLeadMarksItsContactAndIsNotCreatedAgain_P2_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    LinkedPerson ben = LinkedPerson.on(stage, "ben");
    stage.accounts.delete("Lead", ann.lead());
    Eventually.see(
        "the contact says so",
        () -> ann.contactShows("leadloop_deleted_in_salesforce"),
        shown -> !shown.isEmpty());
    Eventually.equal("the link rests", 1L, this::resting);
    assertThat(links()).isEqualTo(1);

    // An edit of the survivor, and a first load anew, create nobody.
    stage.accounts.editContact(ann.contact(), Map.of("jobtitle", "Buyer"));
    stage.atRest();
    stage.stop();
    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    daemon = stage.start();
    stage.sweeps(4, before);
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(stage.accounts.written(before)).as("and nothing is written").isZero();
    assertThat(problems()).isEmpty();

    // Everybody else goes on.
    stage.accounts.editContact(ben.contact(), Map.of("jobtitle", "Head"));
    Eventually.equal("ben goes on", "Head", () -> ben.leadShows("Title"));

    // Restored, it goes on where it was, and gets what was edited meanwhile.
    stage.accounts.undelete(ann.lead());
    Eventually.equal("the lead caught up", "Buyer", () -> ann.leadShows("Title"));
    Eventually.equal(
        "the mark is gone", "", () -> ann.contactShows("leadloop_deleted_in_salesforce"));
    Eventually.equal("nothing rests", 0L, this::resting);
    assertThat(operations(ann.link(state()).link().id())).contains("unlink", "relink");
    stage.accounts.edit("Lead", ann.lead(), Map.of("Title", "Chief"));
    Eventually.equal("both ways", "Chief", () -> ann.contactShows("jobtitle"));
  }

  @Test
  void aDeletedContactMarksItsLeadAndComesBackToIt_P2_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    stage.accounts.deleteContact(ann.contact());
    Eventually.see(
        "the lead says so",
        () -> ann.leadShows("Leadloop_Deleted_In_HubSpot__c"),
        shown -> !shown.isEmpty() && !shown.equals("null"));
    stage.accounts.edit("Lead", ann.lead(), Map.of("Title", "Buyer"));
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).isEmpty();
    stage.accounts.restoreContact(ann.contact());
    Eventually.equal("the edit arrives", "Buyer", () -> ann.contactShows("jobtitle"));
    Eventually.equal("nothing rests", 0L, this::resting);
    assertThat(
            stage
                .accounts
                .lead(ann.lead(), "Leadloop_Deleted_In_HubSpot__c")
                .path("Leadloop_Deleted_In_HubSpot__c")
                .isNull())
        .isTrue();
  }

  @Test
  void whereTheConfigurationSaysUnlinkTheOtherRecordStaysAsItIs_P4() {
    stage.stop();
    stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\ndeletes: { Lead: unlink }");
    daemon = stage.start();
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    stage.atRest();
    long before = stage.accounts.lastHubspotCall();
    stage.accounts.delete("Lead", ann.lead());
    Eventually.equal("the link rests", 1L, this::resting);
    stage.accounts.editContact(ann.contact(), Map.of("jobtitle", "Buyer"));
    stage.sweeps(3, stage.accounts.lastHubspotCall());
    assertThat(ann.contactShows("leadloop_deleted_in_salesforce")).isEmpty();
    assertThat(stage.accounts.written(before)).as("but for the edit").isEqualTo(1);
    assertThat(stage.accounts.count("Lead")).isZero();

    stage.accounts.undelete(ann.lead());
    Eventually.equal("it goes on", "Buyer", () -> ann.leadShows("Title"));
  }

  @Test
  void aContactThatWasDeletedForGoodDoesNotStopSyncingInSilence_P7() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    LinkedPerson.on(stage, "ben");
    stage.stop();
    stage.change("leadloop.yaml", "roll_call: off", "roll_call: 7d");
    daemon = stage.start();
    stage.atRest();

    stage.accounts.eraseContact(ann.contact());

    List<Problem> waits =
        Eventually.see("it is missed", this::problems, problems -> !problems.isEmpty());
    assertThat(waits).hasSize(1);
    assertThat(waits.get(0).code()).isEqualTo("record-gone");
    assertThat(waits.get(0).message()).contains("contact " + ann.contact());
    assertThat(waits.get(0).nextStep()).contains("leadloop erase --person " + ann.lead());
    assertThat(stage.accounts.count("Lead")).as("nobody is deleted or created").isEqualTo(2);
    assertThat(resting()).isZero();
  }

  @Test
  void aNewLeadForAPersonWhoseLeadWasDeletedTakesItsPlace_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    stage.accounts.delete("Lead", ann.lead());
    Eventually.equal("the link rests", 1L, this::resting);
    String another =
        stage.accounts.createLead(
            Map.of("LastName", "ann", "Company", "Acme", "Email", "ann@example.com"));
    Eventually.equal(
        "the new lead has the key", ann.contact(), () -> leadShows(another, "Leadloop_Key__c"));
    Eventually.equal("nothing rests", 0L, this::resting);
    Eventually.equal(
        "the mark is gone", "", () -> ann.contactShows("leadloop_deleted_in_salesforce"));
    stage.accounts.edit("Lead", another, Map.of("Title", "Buyer"));
    Eventually.equal("both ways", "Buyer", () -> ann.contactShows("jobtitle"));
    assertThat(links()).isEqualTo(1);
  }

  @Test
  void twoContactsThatAreMergedWaitUntilTheirLeadsAreMergedToo_P2_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    LinkedPerson twin = LinkedPerson.on(stage, "twin");
    String merged = stage.accounts.mergeContacts(ann.contact(), twin.contact());
    Eventually.see(
        "one waits",
        this::problems,
        all -> all.stream().anyMatch(problem -> problem.code().equals("record-merged")));
    assertThat(problems().get(0).message()).contains(ann.lead(), twin.lead(), "still two records");
    stage.atRest();

    stage.accounts.merge("Lead", ann.lead(), twin.lead());
    Eventually.equal("one link is left", 1L, this::links);
    Eventually.equal("nothing waits", List.of(), this::problems);
    stage.accounts.editContact(merged, Map.of("jobtitle", "Buyer"));
    Eventually.equal("it goes on", "Buyer", () -> ann.leadShows("Title"));
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(operations(link(merged).link().id())).contains("join");
  }

  @Test
  void survivorsThatNoLinkNamesBothAreJoined_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    LinkedPerson twin = LinkedPerson.on(stage, "twin");
    String merged = stage.accounts.mergeContacts(ann.contact(), twin.contact());
    stage.accounts.merge("Lead", twin.lead(), ann.lead());
    Eventually.equal("one link is left", 1L, this::links);
    Eventually.equal("the key names the survivor", merged, () -> key(twin.lead()));
    stage.atRest();
    assertThat(link(merged).link().salesforce().id()).isEqualTo(twin.lead());
    stage.accounts.edit("Lead", twin.lead(), Map.of("Title", "Buyer"));
    Eventually.equal("it goes on", "Buyer", () -> shows(merged, "jobtitle"));
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(problems()).isEmpty();
  }

  @Test
  void aLeadThatIsMergedIntoAnUnknownOneTakesTheLinkAlong_P2_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    String master =
        stage.accounts.createLead(Map.of("LastName", "Master", "Company", "Acme", "City", "Brno"));
    stage.accounts.merge("Lead", master, ann.lead());
    Eventually.equal("the key goes along", ann.contact(), () -> key(master));
    Eventually.equal("the survivor's value flows", "Brno", () -> ann.contactShows("city"));
    stage.accounts.editContact(ann.contact(), Map.of("jobtitle", "Buyer"));
    Eventually.equal("both ways", "Buyer", () -> leadShows(master, "Title"));
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(links()).isEqualTo(1);
  }

  @Test
  void aContactThatIsMergedIntoAnUnknownOneTakesTheLinkAlong_P2_P4() {
    stage.stop();
    stage.change("lead-definition.yaml", "always", "{ none: [ { lastname: { is: Unknown } } ] }");
    daemon = stage.start();
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    String other = stage.accounts.createContact(Map.of("lastname", "Unknown"));
    String merged = stage.accounts.mergeContacts(other, ann.contact());
    Eventually.equal("the key names the survivor", merged, () -> key(ann.lead()));
    stage.accounts.edit("Lead", ann.lead(), Map.of("Title", "Buyer"));
    Eventually.equal("both ways", "Buyer", () -> shows(merged, "jobtitle"));
    stage.atRest();
    assertThat(links()).isEqualTo(1);
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
  }

  @Test
  void manyDeletionsAtOnceStopAtTheCap_P2() {
    stage.stop();
    stage.change("leadloop.yaml", "unlinks_per_hour: off", "unlinks_per_hour: 2");
    daemon = stage.start();
    List<LinkedPerson> people =
        List.of(
            LinkedPerson.on(stage, "a"),
            LinkedPerson.on(stage, "b"),
            LinkedPerson.on(stage, "c"),
            LinkedPerson.on(stage, "d"));
    stage.atRest();
    people.forEach(one -> stage.accounts.delete("Lead", one.lead()));
    Eventually.see(
        "it is capped",
        () ->
            state()
                .store()
                .read(
                    handle ->
                        state()
                            .facts()
                            .get(handle, FactNames.CAPPED)
                            .map(Facts.Fact::value)
                            .orElse("")),
        told -> told.contains("caps.unlinks_per_hour is 2"));
    stage.atRest();
    assertThat(resting()).isLessThanOrEqualTo(2);
  }
}
