package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.FaultPlan;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Lines of the mapping come, change and go while people are linked and data is in flight. */
class MappingChangeTest {
  private static final String ZIP =
      "  - { hubspot: zip,                      salesforce: PostalCode,                   contact: MailingPostalCode, as: trim }";
  private static final String ZIP_OF_SALES =
      "  - { hubspot: zip, salesforce: PostalCode, contact: none, as: trim, both_changed: salesforce }";

  @TempDir Path folder;
  private Stage stage;
  private String ana;
  private String ben;
  private String anaLead;
  private String benLead;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    // The shipped tests are about the shipped gate.
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    ana =
        stage.accounts.createContact(
            Map.of("email", "ana@example.com", "lastname", "Novak", "zip", "69001"));
    ben =
        stage.accounts.createContact(
            Map.of("email", "ben@example.com", "lastname", "Ong", "zip", "10115"));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void linked() {
    stage.start();
    Map<String, JsonNode> leads =
        Eventually.see(
            "both are leads",
            () -> stage.accounts.leadsByKey("Email"),
            all -> all.containsKey(ana) && all.containsKey(ben));
    anaLead = leads.get(ana).get("Id").asText();
    benLead = leads.get(ben).get("Id").asText();
    stage.atRest();
  }

  @Test
  void aNewLineIsPlannedBeforeItIsInForceFillsBlanksAndDecidesTheRestByItsRule_P2()
      throws IOException {
    stage.change("mappings/leads.yaml", ZIP, "");
    linked();
    stage.accounts.edit("Lead", benLead, Map.of("PostalCode", "20095"));
    Accounts.Held before = stage.atRest();
    Path draft = copyOf(stage.config);
    Path mapping = draft.resolve("mappings/leads.yaml");
    Files.writeString(
        mapping, Files.readString(mapping).replace("fields:", "fields:\n" + ZIP_OF_SALES));

    String plan = run(draft, "plan", "--all");

    assertThat(plan).contains("not in force", "69001", "20095");
    assertThat(stage.atRest()).as("a plan writes nothing").isEqualTo(before);

    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + ZIP_OF_SALES);

    Eventually.equal("a blank is filled", "69001", () -> lead(anaLead));
    Eventually.equal("a difference goes by the rule", "20095", () -> contact(ben));
  }

  @Test
  void aLineThatGoesAndComesAgainGoesOnFromWhatWasSettled_P2() throws IOException {
    linked();
    stage.change("mappings/leads.yaml", ZIP, "");
    Eventually.equal("it is in force", true, () -> !run(stage.config, "plan").contains("not in"));
    stage.accounts.editContact(ana, Map.of("zip", "69002"));
    stage.accounts.edit("Lead", benLead, Map.of("PostalCode", "10117"));
    stage.atRest();
    assertThat(lead(anaLead)).as("nothing flows any more").isEqualTo("69001");
    assertThat(contact(ben)).isEqualTo("10115");

    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + ZIP);

    Eventually.equal("what was edited meanwhile", "69002", () -> lead(anaLead));
    Eventually.equal("on either side", "10117", () -> contact(ben));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsClearedUpUnderOtherLines_P5() throws IOException {
    linked();
    stage
        .salesforce
        .faults()
        .use(
            FaultPlan.parse(
                "lost.yaml",
                """
                faults:
                  - { path: /services/data/*/composite, method: POST, effect: after, fault: reset }
                """));
    stage.accounts.editContact(ana, Map.of("zip", "69002", "city", "Lyon"));
    Eventually.see("a write is in flight", stage::openIntents, open -> open > 0);
    stage.change("mappings/leads.yaml", ZIP, "");
    stage.accounts.editContact(ana, Map.of("zip", "69003"));
    stage.salesforce.faults().use(FaultPlan.NONE);

    Eventually.equal("no fate is open", 0L, stage::openIntents);
    stage.atRest();
    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + ZIP);

    Eventually.equal("the edit of the time without the line", "69003", () -> lead(anaLead));
    assertThat(contact(ana)).isEqualTo("69003");
  }

  @Test
  void aLineThatStandsForAnotherFieldOfTheContactIsDecidedAnew_P2() {
    linked();
    String person = stage.accounts.convert(anaLead);
    Eventually.equal(
        "the Contact has the key", ana, () -> stage.accounts.person(person, "Leadloop_Key__c"));
    stage.accounts.edit("Contact", person, Map.of("Department", "38000"));
    stage.atRest();

    stage.change(
        "mappings/leads.yaml",
        ZIP,
        ZIP.replace("MailingPostalCode", "Department")
            .replace("as: trim", "as: trim, both_changed: hubspot"));

    Eventually.equal(
        "by the rule, and not as an edit of sales",
        "69001",
        () -> stage.accounts.person(person, "Department"));
    assertThat(contact(ana)).isEqualTo("69001");
  }

  private Path copyOf(Path from) throws IOException {
    Path to = folder.resolve("draft");
    try (Stream<Path> walked = Files.walk(from)) {
      for (Path file : walked.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private String run(Path config, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    line.execute(all);
    return out.toString();
  }

  private String lead(String id) {
    return stage.accounts.lead(id, "PostalCode").path("PostalCode").asText("");
  }

  private String contact(String id) {
    return stage.accounts.contact(id, "zip").path("zip").asText("");
  }
}
