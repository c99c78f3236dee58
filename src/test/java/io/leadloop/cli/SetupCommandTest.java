package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.RsaKeys;
import io.leadloop.ops.Office;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
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
          .contains("+ create the field Contact.Leadloop_Token__c (Text 80, External ID)")
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
  void credentialsThatDoNotLogInAreSaidForBothAccounts() {
    try (SmallWorld world = administered(SmallWorld.bare(folder))) {
      world
          .environment()
          .putAll(
              Map.of(
                  "LEADLOOP_SETUP_HUBSPOT_TOKEN", "mistyped-token",
                  "LEADLOOP_SETUP_SALESFORCE_CLIENT_SECRET", "mistyped-secret"));
      CommandRun run = world.run("setup", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out())
          .contains("HubSpot did not show its properties: status 401")
          .contains("Copy the token of LEADLOOP_SETUP_HUBSPOT_TOKEN again.")
          .contains("Salesforce did not let the administrator's app log in: status 40")
          .contains("with an administrator as its run-as user.");
      assertThat(run.out() + run.err()).doesNotContain("mistyped");
    }
  }

  private static void signedLogin(SmallWorld world, String user, Path key) {
    world.edit("leadloop.yaml", "login: client_credentials ", "login: jwt ");
    world.edit(
        "leadloop.yaml",
        "  client_secret_env: LEADLOOP_SALESFORCE_CLIENT_SECRET",
        "  user_name: %s\n  private_key_file: \"%s\"".formatted(user, key));
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
  }

  @Test
  void theUserOfASignedLoginIsFoundByHerName() throws Exception {
    try (SmallWorld world = administered(SmallWorld.bare(folder))) {
      withoutExampleLines(world);
      Path key = folder.resolve("key.pem");
      signedLogin(world, "integration@leadloop.example", key);
      CommandRun run = world.run("setup", "--yes");
      assertThat(run.exitCode()).as("before there is a key: " + run.out()).isEqualTo(ExitCode.OK);
      assertThat(run.out())
          .contains("+ assign the permission set to integration@leadloop.example")
          .doesNotContain("Left to a person");

      KeyPair keys = RsaKeys.first();
      Files.writeString(key, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      world.controlSalesforce(
          "certificate",
          Office.json(Map.of("pem", pem("PUBLIC KEY", keys.getPublic().getEncoded()))));
      CommandRun check = world.run("check", "--live");
      assertThat(check.exitCode()).as(check.err()).isEqualTo(ExitCode.OK);
      CommandRun again = world.run("setup", "--yes", "--json");
      assertThat(again.err()).isEmpty();
      assertThat(again.json().path("nothingToDo").asBoolean()).isTrue();
    }
  }

  @Test
  void aUserOfASignedLoginWhoIsNotThereIsSaid() {
    try (SmallWorld world = administered(SmallWorld.bare(folder))) {
      withoutExampleLines(world);
      signedLogin(world, "o'nobody@leadloop.example", folder.resolve("key.pem"));
      CommandRun run = world.run("setup", "--yes");
      assertThat(run.exitCode()).as("something is left to do").isEqualTo(ExitCode.FAILED);
      assertThat(run.out())
          .contains("There is no user o'nobody@leadloop.example, as whom the daemon logs in.")
          .contains("Correct salesforce.user_name in config/leadloop.yaml")
          .doesNotContain("client credentials are not set", "+ assign");
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
    assertThat(run.out()).contains("/crm/properties/2026-09/contacts/groups");

    world.edit("leadloop.yaml", "api_version: \"2026-09\"", "api_version: \"2026-03\"");
    assertThat(world.run("setup", "--print", "--to", to.toString()).out())
        .contains("POST property-group.json to /crm/properties/2026-03/contacts/groups, then")
        .contains("properties.json to /crm/properties/2026-03/contacts/batch/create")
        .doesNotContain("2026-09");
  }
}
