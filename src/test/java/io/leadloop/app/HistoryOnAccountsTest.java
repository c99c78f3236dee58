package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.cli.Commands;
import io.leadloop.cli.Terminal;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code check --live} tells which edits an account does not keep. */
class HistoryOnAccountsTest {
  /** How Salesforce answers where nothing of an object is tracked, or our user may not see it. */
  private static final String NO_TABLE =
      "[{\"message\":\"sObject type 'LeadHistory' is not supported.\",\"errorCode\":\"INVALID_TYPE\"}]";

  private static final String NOT_FOR_US =
      "[{\"message\":\"no access\",\"errorCode\":\"INSUFFICIENT_ACCESS\"}]";

  @TempDir Path folder;
  private Stage stage;
  private Relay salesforce;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change("leadloop.yaml", stage.salesforce.baseUrl(), salesforce.url());
  }

  @AfterEach
  void close() {
    salesforce.close();
    stage.close();
  }

  private String check() {
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create().name("leadloop"));
    Map<String, String> environment =
        Map.of(
            "LEADLOOP_HUBSPOT_TOKEN", HubSpotSandbox.TOKEN,
            "LEADLOOP_SALESFORCE_CLIENT_ID", SalesforceSandbox.CLIENT_ID,
            "LEADLOOP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.CLIENT_SECRET);
    Commands.all(
            Wiring::vendors,
            InstantSource.system(),
            environment,
            new Terminal(false, question -> ""))
        .forEach(line::addSubcommand);
    StringWriter said = new StringWriter();
    line.setOut(new PrintWriter(said, true));
    line.setErr(new PrintWriter(said, true));
    assertThat(line.execute("check", "--live", "--config", stage.config.toString()))
        .as(said.toString())
        .isZero();
    return said.toString();
  }

  private void latest(String salesforceField) {
    stage.change(
        "mappings/leads.yaml",
        "fields:\n",
        "fields:\n  - { hubspot: fax, salesforce: " + salesforceField + ", as: trim }\n");
  }

  @Test
  void aLineThatGoesByTheLaterEditOfAFieldThatIsNotTrackedIsNamed() {
    stage.change(
        "mappings/leads.yaml",
        "  - { hubspot: context.content_read,     salesforce: Leadloop_Content_Read__c,     flow: from_hubspot }\n",
        "");
    latest("Leadloop_Content_Read__c");
    assertThat(check())
        .contains("[history-not-tracked]")
        .contains("does not keep the history of Lead.Leadloop_Content_Read__c")
        .contains("does not keep the history of Contact.Leadloop_Content_Read__c")
        .doesNotContain("the history of Lead.Specialization__c");
  }

  @Test
  void oneThatSaysWhoWinsIsNot() {
    assertThat(check()).doesNotContain("[history-not-tracked]", "[no-history]");
  }

  @Test
  void anOrgThatKeepsOrShowsNoHistoryIsToldAndTheOtherChecksGoOn() {
    for (String answer : List.of(NO_TABLE, NOT_FOR_US)) {
      int status = answer.equals(NO_TABLE) ? 400 : 403;
      salesforce.refuse("LeadHistory", status, answer);
      assertThat(check())
          .as(answer)
          .contains("[no-history]  Warning: Salesforce keeps no history of Leads, or does not show")
          .contains("[history-unknown]")
          .contains("the history of Contact's");
      assertThat(salesforce.allFaultsHappened()).isTrue();
    }
  }
}
