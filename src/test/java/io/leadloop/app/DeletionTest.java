package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.FaultPlan;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Problem;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the configuration says that a deletion deletes the record on the other side too. */
class DeletionTest {
  private static final String DELETES = "deletes: { contacts: delete, Lead: delete }";

  /** Longer than the clocks of both vendors can be told apart. */
  private static final Duration SURELY_LATER = Duration.ofMillis(3_500);

  @TempDir Path folder;
  private Stage stage;
  private Daemon daemon;

  @BeforeEach
  void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    begin();
  }

  private void begin() {
    stage.openGate();
    stage.change("leadloop.yaml", "lease: 3s", "lease: 3s\n" + DELETES);
    daemon = stage.start();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** Nobody has changed anything of them for a while. */
  private List<LinkedPerson> people(String... names) {
    List<LinkedPerson> people =
        List.of(names).stream().map(name -> LinkedPerson.on(stage, name)).toList();
    stage.atRest();
    aMomentPasses();
    return people;
  }

  private static void aMomentPasses() {
    Instant later = Instant.now().plus(SURELY_LATER);
    Eventually.see("a moment passes", Instant::now, now -> now.isAfter(later));
  }

  private State state() {
    return daemon.state();
  }

  private void isGone(LinkedPerson person, Gone.Other other) {
    Eventually.equal(
        "the link rests",
        other,
        () -> {
          Gone gone = person.link(state()).gone();
          return gone == null ? null : gone.other();
        });
  }

  private List<Problem> problems() {
    return state().store().read(handle -> state().problems().all(handle, 100));
  }

  private Problem waits(String code) {
    return Eventually.see(
            code,
            this::problems,
            all -> all.stream().anyMatch(problem -> problem.code().equals(code)))
        .stream()
        .filter(problem -> problem.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private List<JournalRow> journal(LinkedPerson person, String operation) {
    return state()
        .store()
        .read(
            handle ->
                state()
                    .journal()
                    .last(handle, Claim.subject(person.link(state()).link().id()), 100))
        .stream()
        .filter(row -> row.operation().equals(operation))
        .toList();
  }

  private void goesOn(LinkedPerson person) {
    Eventually.see("nothing rests", () -> person.link(state()), row -> row.gone() == null);
    stage.accounts.edit("Lead", person.lead(), Map.of("Title", "Buyer"));
    Eventually.equal("to HubSpot", "Buyer", () -> person.contactShows("jobtitle"));
    stage.accounts.editContact(person.contact(), Map.of("jobtitle", "Chief"));
    Eventually.equal("to Salesforce", "Chief", () -> person.leadShows("Title"));
    assertThat(problems()).isEmpty();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(stage.accounts.contacts("email")).hasSize(1);
  }

  @Test
  void aDeletedContactTakesItsLeadAlongAndBothComeBack_P4() {
    LinkedPerson ann = people("ann").get(0);
    stage.accounts.deleteContact(ann.contact());
    isGone(ann, Gone.Other.DELETED);
    assertThat(stage.accounts.count("Lead")).isZero();
    JournalRow row = journal(ann, "delete").get(0);
    assertThat(row.outcome()).isEqualTo("accepted");
    assertThat(row.record()).contains(ann.lead());
    assertThat(row.message()).contains(ann.contact(), "15 days", "deletes.contacts: delete");
    assertThat(row.fields())
        .anySatisfy(field -> assertThat(field.salesforce()).isEqualTo("ann@example.com"));

    // A first load anew makes nobody.
    stage.stop();
    stage.forgetCursors();
    daemon = stage.start();
    stage.sweeps(3, stage.accounts.lastHubspotCall());
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isZero();
    assertThat(problems()).isEmpty();

    stage.accounts.restoreContact(ann.contact());
    Problem problem = waits("restore-needed");
    assertThat(problem.nextStep()).contains(ann.lead(), "Recycle Bin");
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).as("and no twin").isZero();
    assertThat(stage.accounts.contacts("email")).hasSize(1);

    stage.accounts.undelete(ann.lead());
    goesOn(ann);
    assertThat(journal(ann, "relink")).hasSize(1);
  }

  @Test
  void whoRestoresWhatWeDeletedKeepsIt_P2_P4() {
    LinkedPerson ann = people("ann").get(0);
    stage.accounts.delete("Lead", ann.lead());
    isGone(ann, Gone.Other.DELETED);
    assertThat(stage.accounts.contacts("email")).isEmpty();

    stage.accounts.restoreContact(ann.contact());
    isGone(ann, Gone.Other.MARKED);
    Eventually.see(
        "it is marked",
        () -> ann.contactShows("leadloop_deleted_in_salesforce"),
        at -> !at.isEmpty());
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).as("not deleted again").hasSize(1);
    assertThat(stage.accounts.count("Lead")).isZero();

    stage.accounts.undelete(ann.lead());
    goesOn(ann);
    assertThat(ann.contactShows("leadloop_deleted_in_salesforce")).isEmpty();
  }

  @Test
  void whoWasEditedSinceIsMarkedInstead_P2() {
    LinkedPerson ann = people("ann").get(0);
    stage.stop();
    stage.accounts.delete("Lead", ann.lead());
    stage.accounts.editContact(ann.contact(), Map.of("jobtitle", "Buyer"));
    daemon = stage.start();
    isGone(ann, Gone.Other.MARKED);
    assertThat(ann.contactShows("leadloop_deleted_in_salesforce")).isNotEmpty();
    assertThat(journal(ann, "unlink").get(0).message())
        .contains("not deleted too", "newer than the deletion");
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).hasSize(1);
  }

  @Test
  void whoStandsThereAnotherTimeIsMarkedInstead_P2_P4() {
    LinkedPerson ann = LinkedPerson.on(stage, "ann");
    stage.accounts.createLead(
        Map.of("LastName", "ann", "Company", "Acme", "Email", "ann@example.com"));
    stage.atRest();
    aMomentPasses();
    stage.accounts.delete("Lead", ann.lead());
    Eventually.see(
        "the contact is kept",
        () -> journal(ann, "unlink"),
        rows ->
            rows.stream().anyMatch(row -> row.message().contains("stands for the same person")));
    stage.atRest();
    assertThat(stage.accounts.contacts("email")).hasSize(1);
  }

  @Test
  void mergedConvertedAndErasedPeopleAreNotDeletions_P2() {
    List<LinkedPerson> people = people("ann", "twin", "cora", "eva");
    stage.accounts.mergeContacts(people.get(0).contact(), people.get(1).contact());
    stage.accounts.merge("Lead", people.get(0).lead(), people.get(1).lead());
    stage.stop();
    String contact = stage.accounts.convert(people.get(2).lead());
    stage.accounts.delete("Lead", people.get(2).lead());
    daemon = stage.start();
    Eventually.equal(
        "the link goes on with the Contact",
        contact,
        () -> people.get(2).link(state()).link().salesforce().id());
    stage.accounts.eraseContact(people.get(3).contact());
    stage.accounts.edit("Lead", people.get(3).lead(), Map.of("Title", "Buyer"));
    assertThat(waits("record-gone").message()).contains(people.get(3).contact());
    stage.atRest();
    assertThat(stage.accounts.count("Lead WHERE Email = 'eva@example.com'")).isEqualTo(1);
    assertThat(stage.accounts.count("Lead WHERE Email = 'ann@example.com'")).isEqualTo(1);
    assertThat(stage.accounts.contacts("email")).hasSize(2);
  }

  @Test
  void anAnswerThatIsLostIsFoundInTheBin_P5() {
    List<LinkedPerson> people = people("ann", "ben");
    stage
        .salesforce
        .faults()
        .use(
            FaultPlan.parse(
                "plan",
                "faults: [ { path: /services/data/*/composite/sobjects, method: DELETE,"
                    + " effect: after, fault: reset, times: 1 } ]"));
    people.forEach(one -> stage.accounts.deleteContact(one.contact()));
    people.forEach(one -> isGone(one, Gone.Other.DELETED));
    assertThat(stage.accounts.count("Lead")).isZero();
    stage.stop();
    assertThat(stage.openIntents()).isZero();
  }

  @Test
  void whatIsRefusedWaitsWithTheVendorsWordsAndStopsNobody_P6() throws Exception {
    stage.close();
    stage =
        Stage.withSalesforceObjects(
            folder.resolve("other"), "objects: { Lead: { granted: [read, create, edit] } }\n");
    begin();
    List<LinkedPerson> people = people("ann", "ben");
    Administrator administrator = new Administrator(stage);
    stage.accounts.deleteContact(people.get(0).contact());
    Problem problem = waits("INSUFFICIENT_ACCESS_OR_READONLY");
    assertThat(problem.message()).contains("insufficient access rights on object id");
    assertThat(problem.nextStep()).contains("Delete", people.get(0).lead());
    assertThat(journal(people.get(0), "delete").get(0).outcome()).isEqualTo("rejected");

    stage.accounts.editContact(people.get(1).contact(), Map.of("jobtitle", "Head"));
    Eventually.equal("ben goes on", "Head", () -> people.get(1).leadShows("Title"));

    administrator.letDelete("Lead");
    state()
        .store()
        .run(
            handle ->
                state()
                    .inbox()
                    .wake(
                        handle,
                        List.of(Claim.subject(people.get(0).link(state()).link().id())),
                        0,
                        Instant.now()));
    isGone(people.get(0), Gone.Other.DELETED);
    assertThat(problems()).isEmpty();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
  }
}
