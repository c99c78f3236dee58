package io.leadloop.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.leadloop.store.Store;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin may get wrong, each with what is said about it and the exit code. */
class BadInputTest {
  @TempDir Path folder;
  private SmallWorld world;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, 1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void fails(CommandRun run, int exitCode, String... told) {
    assertThat(run.err()).contains(told).doesNotContain("\tat ");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatIsRightIsSaidToBe() {
    CommandRun check = world.run("check", "--live");

    assertThat(check.err().lines().filter(line -> line.contains("  [")).toList())
        .as("all that it warns of is what Salesforce does not tell")
        .hasSize(2)
        .allMatch(line -> line.contains("[history-unknown]  Warning: "));
    assertThat(check.out())
        .containsPattern("is right: \\d+ lines of mapping, \\d+ tests of it passed\\.")
        .contains("Both accounts have every field it names.");
    assertThat(check.exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void anUnknownField() {
    world.edit("mappings/leads.yaml", "salesforce: MobilePhone,", "salesforce: MobilPhone,");

    fails(
        world.run("check", "--live"),
        ExitCode.USAGE,
        "config/mappings/leads.yaml:27:5  [unknown-field]  Salesforce object Lead has no field \"MobilPhone\".",
        "Did you mean \"MobilePhone\"?");
    fails(world.run("plan"), ExitCode.FAILED, "MobilPhone", "leadloop check --live");
  }

  @Test
  void aWrongTypeAndTwoLinesForOneTargetAreToldAtOnce() {
    world.edit("leadloop.yaml", "sweep_every: 300ms", "sweep_every: soon");
    world.edit("mappings/leads.yaml", "{ hubspot: phone, ", "{ hubspot: firstname, ");

    for (String command : new String[] {"check", "status", "plan", "go", "journal"}) {
      CommandRun run = command.equals("go") ? world.run("go", "--yes") : world.run(command);
      fails(
          run,
          ExitCode.USAGE,
          "config/leadloop.yaml:59:16  [wrong-type]  sweep_every is \"soon\"",
          "config/mappings/leads.yaml:26:5  [two-lines-one-target]  HubSpot's firstname is written by line 22 already",
          "2 problems in 2 files. Nothing was started.");
    }
  }

  @Test
  void yamlThatCannotBeRead() {
    world.edit("mappings/leads.yaml", "{ hubspot: email, ", "{ hubspot: [email, ");

    fails(
        world.run("check"),
        ExitCode.USAGE,
        "config/mappings/leads.yaml:21:",
        "[not-yaml]  This is not YAML");
  }

  @Test
  void aMissingToken() {
    world.environment().remove("LEADLOOP_HUBSPOT_TOKEN");
    String told = "[missing-secret]  Missing or empty environment variable LEADLOOP_HUBSPOT_TOKEN.";

    fails(world.run("check", "--live"), ExitCode.USAGE, "config/leadloop.yaml:24:14  " + told);
    fails(world.run("plan"), ExitCode.USAGE, told);
    CommandRun forAMachine = world.run("plan", "--json");
    assertThat(forAMachine.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(forAMachine.json().path("problems").path(0).path("code").asText())
        .isEqualTo("missing-secret");
    assertThat(world.run("status").exitCode()).isEqualTo(ExitCode.OK);
  }

  @Test
  void wrongTokensOfBothAccountsAreTwoProblems() {
    world.environment().put("LEADLOOP_HUBSPOT_TOKEN", "not-the-token");
    world.environment().put("LEADLOOP_SALESFORCE_CLIENT_SECRET", "not-the-secret");

    CommandRun check = world.run("check", "--live");

    fails(
        check,
        ExitCode.FAILED,
        "config/leadloop.yaml:24:14  [wrong-credentials]  HubSpot properties",
        "status 401",
        "config/leadloop.yaml:44:18  [wrong-credentials]  Could not describe Lead in Salesforce: the login was refused",
        "2 problems in 1 file.");
    assertThat(check.err()).doesNotContain("not-the-");
    fails(world.run("plan"), ExitCode.FAILED, "status 401", "Do: copy the access token");
  }

  @Test
  void hostsThatCannotBeReached() throws IOException {
    String nowhere = nowhere();
    world.edit("leadloop.yaml", world.hubspot().baseUrl(), nowhere);
    world.edit("leadloop.yaml", world.salesforce().baseUrl(), nowhere);

    fails(
        world.run("check", "--live"),
        ExitCode.FAILED,
        "[unreachable]  HubSpot properties",
        "Do: check hubspot.base_url",
        "Tried: " + nowhere,
        "[unreachable]  Could not describe Lead in Salesforce",
        "Do: check salesforce.login_url",
        "2 problems in 1 file.");
  }

  @Test
  void aMissingScopeIsNamed() {
    WireMockServer hubspot =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    hubspot.start();
    try {
      hubspot.stubFor(
          any(anyUrl())
              .willReturn(
                  jsonResponse(
                      """
                      {"status": "error", "message": "This app hasn't been granted all required scopes to make this call.",
                       "correlationId": "1d2c", "category": "MISSING_SCOPES",
                       "errors": [{"message": "One or more of the following scopes are required.",
                                   "context": {"requiredGranularScopes": ["crm.schemas.contacts.read"]}}]}
                      """,
                      403)));
      world.edit("leadloop.yaml", world.hubspot().baseUrl(), hubspot.baseUrl());

      fails(
          world.run("check", "--live"),
          ExitCode.FAILED,
          "[missing-permission]  HubSpot properties",
          "missing permissions crm.schemas.contacts.read",
          "Do: add the missing scope to the private app in HubSpot.");
    } finally {
      hubspot.stop();
    }
  }

  @Test
  void noStoreYet() {
    for (String command : new String[] {"status", "journal"}) {
      fails(world.run(command), ExitCode.STORE, command + ": there is no store ", "leadloop run");
    }
    assertThat(world.store()).doesNotExist();
  }

  @Test
  void aForeignFile() throws IOException {
    Files.writeString(world.store(), "Dear diary, nothing here is a database.\n".repeat(10));

    fails(
        world.run("status"),
        ExitCode.STORE,
        "status: ",
        "is not a store of Leadloop: it is no SQLite file. Nothing was changed.");
    CommandRun forAMachine = world.run("plan", "--json");
    assertThat(forAMachine.exitCode()).isEqualTo(ExitCode.STORE);
    assertThat(forAMachine.json().path("code").asText()).isEqualTo("store-foreign");
  }

  @Test
  void anotherProgramsDatabase() throws SQLException {
    sql("create table diary (day text)");

    fails(
        world.run("plan"),
        ExitCode.STORE,
        "is not a store of Leadloop: it holds another program's tables.");
  }

  @Test
  void aLockedStore() throws SQLException {
    Store.open(world.store()).close();
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("pragma locking_mode = exclusive");
      statement.execute("begin exclusive");

      fails(
          world.run("status"),
          ExitCode.STORE,
          "is locked by another process. Nothing was changed. End that process, or wait for it.");
    }
  }

  @Test
  void aStoreOfANewerVersion() throws SQLException {
    Store.open(world.store()).close();
    sql(
        "insert into flyway_schema_history select 999, '999', 'later', type, script, checksum,"
            + " installed_by, installed_on, execution_time, success from flyway_schema_history"
            + " limit 1");

    fails(
        world.run("status"),
        ExitCode.STORE,
        "was written by a newer version of Leadloop. Nothing was changed.");
  }

  @Test
  void aSlipOnTheCommandLine() {
    fails(
        world.run("explain", "x"),
        ExitCode.USAGE,
        "'x' is no HubSpot id (51), Salesforce id (00Q... or 003..., 18 characters), link (link:12)"
            + " or e-mail address.");
    fails(
        world.run("explain", "00Q5f0000000001"),
        ExitCode.USAGE,
        "is Salesforce's short id of 15 characters; give all 18.");
    fails(world.run("retry"), ExitCode.USAGE, "specify one of these): (ID|EMAIL | --all)");
    fails(world.run("plan", "--lead", "51", "--all"), ExitCode.USAGE, "mutually exclusive");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + world.store());
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** An address where nobody listens. */
  private static String nowhere() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }
}
