package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Salesforce refuses of one person does not stop the others. */
class BadRecordTest {
  private static final int PEOPLE = 49;

  @TempDir Path folder;
  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private void open() {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    for (int i = 0; i < PEOPLE; i++) {
      stage.accounts.createContact(
          Map.of("email", "p%d@example.com".formatted(i), "lastname", "Person " + i));
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "jobtitle, 200, STRING_TOO_LONG, too large",
    "occupation, 9, INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, picklist"
  })
  void aRefusedFieldIsExplainedKeepsNothingElseBackAndGoesThroughAtOnceWhenCorrected_P6(
      String property, int length, String code, String words) {
    open();
    stage.change(
        "mappings/leads.yaml",
        "salesforce: Occupation__c,                as: trim",
        "salesforce: Rejection_Reason__c, contact: none, as: trim");
    String bad =
        stage.accounts.createContact(
            Map.of("email", "bad@example.com", "lastname", "Bad", property, "x".repeat(length)));
    Daemon daemon = stage.start();
    Eventually.equal("all are leads", PEOPLE + 1L, () -> stage.accounts.count("Lead"));
    String field = property.equals("jobtitle") ? "Title" : "Rejection_Reason__c";
    assertThat(stage.accounts.leadsByKey(field).get(bad).path(field).asText("")).isEmpty();
    Problem problem =
        Eventually.see("there is a problem", () -> Stage.problems(daemon), all -> !all.isEmpty())
            .get(0);
    assertThat(problem.subject()).startsWith("link:");
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).contains(words);
    assertThat(problem.cause()).isNotEmpty();
    assertThat(problem.nextStep()).contains("leadloop retry ");

    String right = property.equals("jobtitle") ? "Engineer" : "No budget";
    stage.accounts.editContact(bad, Map.of(property, right));
    Eventually.equal(
        "the corrected value arrives at once",
        right,
        () -> stage.accounts.leadsByKey(field).get(bad).path(field).asText(""));
    Eventually.equal("the problem is gone", List.of(), () -> Stage.problems(daemon));
  }

  @Test
  void aRefusedEditLeavesTheOtherEditsAlone_P6() {
    open();
    Daemon daemon = stage.start();
    Eventually.equal("all are leads", (long) PEOPLE, () -> stage.accounts.count("Lead"));
    stage.atRest();
    List<String> contacts = List.copyOf(stage.accounts.leadsByKey("Email").keySet());
    for (String contact : contacts) {
      String title = contact.equals(contacts.get(20)) ? "x".repeat(200) : "Engineer";
      stage.accounts.editContact(contact, Map.of("jobtitle", title, "city", "Lyon"));
    }
    Eventually.equal(
        "all other edits arrive",
        PEOPLE - 1L,
        () -> stage.accounts.count("Lead WHERE Title = 'Engineer'"));
    Eventually.equal(
        "and the other field of the refused one",
        (long) PEOPLE,
        () -> stage.accounts.count("Lead WHERE City = 'Lyon'"));
    Problem problem =
        Eventually.see("there is a problem", () -> Stage.problems(daemon), all -> !all.isEmpty())
            .get(0);
    assertThat(problem.code()).isEqualTo("STRING_TOO_LONG");

    stage.accounts.editContact(contacts.get(20), Map.of("jobtitle", "Engineer"));
    Eventually.equal(
        "the corrected edit arrives at once",
        (long) PEOPLE,
        () -> stage.accounts.count("Lead WHERE Title = 'Engineer'"));
    Eventually.equal("the problem is gone", List.of(), () -> Stage.problems(daemon));
  }
}
