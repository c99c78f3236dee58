package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A daemon takes over changed files while it runs, and keeps what it has while they are wrong. */
class ReloadTest {
  private static final String CITY =
      "  - { hubspot: city,                     salesforce: City,                         contact: MailingCity, as: trim }";
  private static final String ZIP =
      "  - { hubspot: zip,                      salesforce: PostalCode,                   contact: MailingPostalCode, as: trim }";
  private static final String TITLE =
      "  - { hubspot: jobtitle,                 salesforce: Title,                        as: trim }";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Stage stage;
  private Map.Entry<String, JsonNode> pair;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.invented(5, 7));
    stage.openGate();
    // The shipped tests are about the shipped gate.
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    stage.change("mappings/leads.yaml", ZIP, "");
    stage.start();
    Eventually.equal("all are linked", 5, () -> stage.accounts.leadsByKey("Email").size());
    pair = stage.accounts.leadsByKey("Email").entrySet().iterator().next();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aNewLineIsAppliedWhileTheDaemonRuns() {
    stage.accounts.editContact(pair.getKey(), Map.of("zip", "69001"));

    stage.change("mappings/leads.yaml", "fields:", "fields:\n" + ZIP);

    Eventually.equal("the new line is applied", "69001", () -> lead("PostalCode"));
    stage.accounts.edit("Lead", leadId(), Map.of("PostalCode", "69002"));
    Eventually.equal("and both ways", "69002", () -> contact("zip"));
    assertThat(status().get("config").asText()).isEmpty();
  }

  @Test
  void aWrongFileChangesNothingAndStatusSaysSoUntilItIsRight() throws IOException {
    stage.change("mappings/leads.yaml", "as: phone }", "as: fone }");

    String told =
        Eventually.see(
            "status says it", () -> status().get("config").asText(), text -> !text.isEmpty());
    assertThat(told).isEqualTo(problems(run("check")));
    assertThat(told).contains("mappings/leads.yaml:");
    assertThat(run("status")).contains("not taken over:").contains("mappings/leads.yaml:");
    stage.accounts.editContact(pair.getKey(), Map.of("city", "Lyon"));
    Eventually.equal("the old rules go on", "Lyon", () -> lead("City"));

    stage.change("mappings/leads.yaml", "as: fone }", "as: phone }");

    Eventually.equal("the trouble is gone", "", () -> status().get("config").asText());
  }

  @Test
  void whatNeedsARestartIsSaidAndLeavesTheOldInForce() {
    stage.change("leadloop.yaml", "sweep_every: 500ms", "sweep_every: 700ms");
    stage.change("mappings/leads.yaml", CITY, "");

    String told =
        Eventually.see(
            "status says it", () -> status().get("config").asText(), text -> !text.isEmpty());
    assertThat(told).contains("leadloop.yaml:5:", "[needs-restart]", "schedule.sweep_every");
    stage.accounts.editContact(pair.getKey(), Map.of("city", "Lyon"));
    Eventually.equal("the line that was taken out still counts", "Lyon", () -> lead("City"));
  }

  @Test
  void aRefusedRecordIsTriedAgainAtOnceWhenTheFilesChanged() {
    stage.accounts.editContact(pair.getKey(), Map.of("jobtitle", "x".repeat(200)));
    Eventually.equal("it is refused", 1, () -> status().get("waiting").size());

    stage.change("mappings/leads.yaml", TITLE, TITLE.replace("}", ", cut_at: 128 }"));

    Eventually.equal("it is tried again", "x".repeat(128), () -> lead("Title"));
    Eventually.equal("nobody waits", 0, () -> status().get("waiting").size());
  }

  private JsonNode status() {
    try {
      return JSON.readTree(run("status", "--json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(
        arguments[0].equals("check") ? new PrintWriter(out) : new PrintWriter(new StringWriter()));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = stage.config.toString();
    line.execute(all);
    return out.toString();
  }

  /** Without the count at its end. */
  private static String problems(String checked) {
    return checked.strip().substring(0, checked.strip().lastIndexOf('\n'));
  }

  private String leadId() {
    return pair.getValue().get("Id").asText();
  }

  private String lead(String field) {
    return stage.accounts.lead(leadId(), field).path(field).asText("");
  }

  private String contact(String property) {
    return stage.accounts.contact(pair.getKey(), property).path(property).asText("");
  }
}
