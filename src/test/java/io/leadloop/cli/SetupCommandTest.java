package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code leadloop setup} against accounts that nobody has set anything up in. */
class SetupCommandTest {
  @TempDir Path folder;

  private static SmallWorld administered(SmallWorld world) {
    world
        .environment()
        .putAll(
            Map.of(
                "LEADLOOP_SETUP_HUBSPOT_TOKEN", HubSpotSandbox.PERSON_TOKEN,
                "LEADLOOP_SETUP_SALESFORCE_CLIENT_ID", SalesforceSandbox.ADMIN_ID,
                "LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.ADMIN_SECRET));
    return world;
  }

  private static void withoutExampleLines(SmallWorld world) {
    for (String field : List.of("specialization", "occupation", "interest_tags")) {
      world.edit("mappings/leads.yaml", "  - { hubspot: " + field, "  # { hubspot: " + field);
    }
    world.edit(
        "mappings/leads_test.yaml",
        """
            agreed:     { interest_tags: "Finance;IT" }
            salesforce: { Interest_Tags__c: "IT;Finance" }
        """,
        """
            agreed:     { city: Berlin }
            salesforce: { City: Berlin }
        """);
  }

  @Test
  void itSaysWhatItWillDoAsksDoesItAndFindsNothingToDoTheNextTime() {
    try (SmallWorld world = administered(SmallWorld.bare(folder)).personSays("y")) {
      withoutExampleLines(world);
      CommandRun first = world.run("setup");
      assertThat(first.err()).isEmpty();
      assertThat(first.exitCode()).as(first.out()).isEqualTo(ExitCode.OK);
      assertThat(first.out())
          .contains("+ create the property group \"Leadloop\"")
          .contains("+ create the contact property leadloop_key (string, unique values)")
          .contains("+ create the contact property leadloop_email_optout (bool)")
          .contains("+ create the field Lead.Leadloop_Key__c (Text 32, External ID, unique)")
          .contains("+ create the field Contact.Leadloop_Token__c (Text 80)")
          .contains("+ create the field Lead.Rejection_Reason__c (Picklist: Unable to reach,")
          .contains("+ let the permission set edit Lead.Leadloop_Key__c")
          .contains("+ let the permission set read Lead.Rejection_Reason__c")
          .contains("+ assign the permission set to integration@leadloop.example");
      assertThat(first.out()).doesNotContain("Left to a person", "not done");

      CommandRun again = world.run("setup", "--json", "--yes");
      assertThat(again.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(again.json().path("nothingToDo").asBoolean()).isTrue();
      assertThat(again.json().path("leftToAPerson")).isEmpty();

      CommandRun check = world.run("check", "--live");
      assertThat(check.exitCode()).as(check.err()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void withoutAYesNothingIsChanged() {
    try (SmallWorld world = administered(SmallWorld.bare(folder)).personSays("no")) {
      CommandRun run = world.run("setup");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out()).contains("Nothing was changed.");
      assertThat(run.out())
          .as("a name that is not ours")
          .contains("There is no field Lead.Specialization__c, and its name is not ours to create");
      assertThat(world.run("setup").out()).isEqualTo(run.out());
    }
  }

  @Test
  void whoMayNotIsToldWhoCan() {
    try (SmallWorld world = administered(SmallWorld.bare(folder))) {
      withoutExampleLines(world);
      world.hubspot().grant("narrow", List.of("crm.schemas.contacts.read"));
      world
          .environment()
          .putAll(
              Map.of(
                  "LEADLOOP_SETUP_HUBSPOT_TOKEN", "narrow",
                  "LEADLOOP_SETUP_SALESFORCE_CLIENT_ID", SalesforceSandbox.PERSON_ID,
                  "LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET", SalesforceSandbox.PERSON_SECRET));
      CommandRun run = world.run("setup", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out())
          .contains("the token lacks crm.schemas.contacts.write")
          .contains("A super admin of the account")
          .contains("It takes a user with Customize Application");
      assertThat(run.out() + run.err()).doesNotContain("narrow", SalesforceSandbox.PERSON_SECRET);
    }
  }

  @Test
  void anAccountWithoutAnAdministratorsCredentialsIsLeftOutAndSaidSo() throws Exception {
    try (SmallWorld world = SmallWorld.bare(folder)) {
      CommandRun none = world.run("setup", "--yes");
      assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(none.err()).contains("LEADLOOP_SETUP_HUBSPOT_TOKEN");

      Path secret = folder.resolve("token");
      Files.writeString(secret, HubSpotSandbox.PERSON_TOKEN + "\n");
      world.environment().put("LEADLOOP_SETUP_HUBSPOT_TOKEN_FILE", secret.toString());
      CommandRun one = world.run("setup", "--yes", "--json");
      assertThat(one.exitCode()).isEqualTo(ExitCode.FAILED);
      JsonNode told = one.json();
      assertThat(told.path("leftToAPerson").toString()).contains("Salesforce is left out");
      assertThat(told.path("steps").findValuesAsText("side")).containsOnly("hubspot");
      assertThat(told.path("steps").findValues("done")).allMatch(JsonNode::asBoolean);
    }
  }

  @Test
  void printAsksNobodyAndWritesFilesThatCanBeDeployed() throws Exception {
    SmallWorld world = SmallWorld.bare(folder);
    world.close();
    Path to = folder.resolve("metadata");
    CommandRun run = world.run("setup", "--print", "--to", to.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("Lead.Leadloop_Key__c (Text 32, External ID, unique)")
        .contains("leadloop_key (string, unique values)")
        .contains("edit Lead.Address")
        .doesNotContain("Lead.LastName", "Lead.Street");
    try (Stream<Path> files = Files.walk(to.resolve("salesforce"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement()
                    .getTagName())
            .as(file.toString())
            .isIn("Package", "CustomObject", "PermissionSet");
      }
    }
    assertThat(Files.readString(to.resolve("salesforce/package.xml")))
        .contains("<members>Lead.Leadloop_Key__c</members>", "<version>65.0</version>");
    assertThat(to.resolve("hubspot/properties.json")).isNotEmptyFile();
  }
}
