package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Lead that was converted keeps our unique key for ever. When its Contact is deleted and somebody
 * makes a new Lead for the person, that one cannot have the key, and gets all else.
 */
class KeyHeldTest {
  private static final String MARK = "leadloop_deleted_in_salesforce";

  @TempDir Path folder;
  private FormSender ann;
  private Stage stage;
  private String contact;

  @BeforeEach
  void open() throws IOException {
    ann = FormSender.on(folder);
    stage = ann.stage;
    stage.openGate();
    contact = ann.isThere(Map.of("company", "Acme"));
    stage.start();
    String person = stage.accounts.convert(ann.isALead());
    Eventually.see(
        "the link moved on",
        ann::links,
        all -> all.size() == 1 && all.get(0).link().salesforce().id().equals(person));
    stage.atRest();
    stage.accounts.delete("Contact", person);
    Eventually.see("the contact says so", () -> ann.shows(MARK), shown -> !shown.isEmpty());
    stage.atRest();
  }

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void aNewLeadThatCannotHaveTheKeyGetsAllElseAndIsTold_P2_P7() {
    String lead =
        stage.accounts.createLead(
            Map.of("LastName", "Lee", "Company", "Acme", "Email", "ann@example.com"));
    Eventually.see(
        "it is linked",
        ann::links,
        all -> all.size() == 1 && all.get(0).link().salesforce().id().equals(lead));
    stage.accounts.editContact(contact, Map.of("jobtitle", "Buyer"));
    Eventually.equal(
        "an edit arrives",
        "Buyer",
        () -> stage.accounts.lead(lead, "Title").path("Title").asText());
    stage.accounts.edit("Lead", lead, Map.of("City", "Brno"));
    Eventually.equal("a rep's edit arrives", "Brno", () -> ann.shows("city"));
    stage.atRest();
    assertThat(ann.problems()).hasSize(1);
    Problem problem = ann.problems().get(0);
    assertThat(problem.code()).isEqualTo("DUPLICATE_VALUE");
    assertThat(problem.message()).contains("Leadloop_Key__c");
    assertThat(problem.nextStep()).contains("converted Lead", "retry " + lead);
    assertThat(stage.openIntents()).isZero();
  }
}
