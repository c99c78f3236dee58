package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * P10: a day on which much goes wrong, with people and secrets that are told by a mark. Afterwards
 * no mark stands where it must not.
 */
class NothingLeaksTest {
  /** Stands in every name, address and text about a person, in both accounts. */
  private static final String MARK = "zqx";

  private static final String PHONE_DIGITS = "5550190";
  private static final int PEOPLE = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Stage stage;
  private Relay hubspot;
  private Relay salesforce;
  private RecordedLog log;
  private final List<String> contacts = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> toldAsErrors = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    stage = Stage.with(folder, PortalLoader.empty());
    stage.openGate();
    // The shipped tests are about the shipped gate.
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    hubspot = new Relay(stage.hubspot.baseUrl());
    salesforce = new Relay(stage.salesforce.baseUrl());
    stage.change(
        "leadloop.yaml",
        "base_url: \"" + stage.hubspot.baseUrl() + "\"",
        "base_url: \"%s\", token_file: \"%s\""
            .formatted(hubspot.url(), secret(HubSpotSandbox.TOKEN)));
    stage.change(
        "leadloop.yaml",
        "login_url: \"" + stage.salesforce.baseUrl() + "\"",
        "login_url: \"%s\", client_id_file: \"%s\", client_secret_file: \"%s\""
            .formatted(
                salesforce.url(),
                secret(SalesforceSandbox.CLIENT_ID),
                secret(SalesforceSandbox.CLIENT_SECRET)));
    for (int i = 0; i < PEOPLE; i++) {
      contacts.add(
          stage.accounts.createContact(
              Map.of(
                  "email", address(i),
                  "firstname", "Zqxfirst" + i,
                  "lastname", "Zqxlast" + i,
                  "company", "Zqxcompany " + i,
                  "phone", "+1 " + PHONE_DIGITS + i)));
    }
    log = new RecordedLog();
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    stage.close();
    hubspot.close();
    salesforce.close();
  }

  @Test
  void noSecretAndNoPersonStandsInALogAnErrorOrAUrl_P10() {
    theDay();
    commands();
    stage.stop();

    List<String> secrets = secrets();
    assertThat(secrets).hasSizeGreaterThan(3);
    assertThat(log.lines(Level.DEBUG)).as("the log, DEBUG and above").isNotEmpty();
    for (String secret : secrets) {
      assertThat(log.lines(Level.TRACE)).noneMatch(line -> line.contains(secret));
      assertThat(told).noneMatch(text -> text.contains(secret));
      assertThat(toldAsErrors).noneMatch(text -> text.contains(secret));
      assertThat(urls()).noneMatch(url -> url.contains(secret));
    }
    assertThat(told).as("the admin sees people").anyMatch(NothingLeaksTest::showsAPerson);
    assertThat(log.lines(Level.WARN)).as("much went wrong").isNotEmpty();
    assertThat(log.lines(Level.INFO)).as("log").noneMatch(NothingLeaksTest::showsAPerson);
    assertThat(toldAsErrors).as("errors").noneMatch(NothingLeaksTest::showsAPerson);
    assertThat(urls()).as("URLs").noneMatch(NothingLeaksTest::showsAPerson);
    assertThat(urls()).as("URLs").noneMatch(url -> url.contains("idProperty=email"));
    assertThat(urls()).as("the session is given back").contains("POST /services/oauth2/revoke");
  }

  /** Logins that end, answers that are lost and cut, refusals that quote values, a conflict. */
  private void theDay() {
    hubspot.refuse("/search", unauthorized());
    salesforce.cut("/composite");
    stage.start();
    Eventually.equal("all are linked", PEOPLE, () -> stage.accounts.leadsByKey("Email").size());
    stage.atRest();
    Map<String, JsonNode> leads = stage.accounts.leadsByKey("Email");

    salesforce.refuse(
        "/composite",
        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    salesforce.lose("/composite");
    stage.accounts.editContact(contacts.get(0), Map.of("company", "Zqxother"));
    Eventually.equal("an edit arrives", "Zqxother", () -> lead(leads, 0, "Company"));

    hubspot.lose("/batch/update");
    hubspot.cut("/batch/update");
    stage.accounts.edit("Lead", id(leads, 1), Map.of("Company", "Zqxfirm"));
    Eventually.equal("an edit arrives", "Zqxfirm", () -> contact(1, "company"));

    // Both vendors say no, and quote what they were given.
    stage.accounts.editContact(contacts.get(2), Map.of("jobtitle", "Zqxtitle ".repeat(30)));
    stage.accounts.edit("Lead", id(leads, 3), Map.of("Email", address(4)));
    // Two people edit one field.
    stage.accounts.editContact(contacts.get(5), Map.of("city", "Zqxville"));
    stage.accounts.edit("Lead", id(leads, 5), Map.of("City", "Zqxtown"));
    Eventually.see("both wait", () -> status().get("waiting").size(), kinds -> kinds >= 1);
    stage.atRest();
    assertThat(hubspot.allFaultsHappened()).as("HubSpot failed as planned").isTrue();
    assertThat(salesforce.allFaultsHappened()).as("Salesforce failed as planned").isTrue();
  }

  private void commands() {
    run("status");
    run("status", "--json");
    run("check");
    run("check", "--live");
    run("plan", "--all");
    run("journal", "--last", "200");
    run("explain", address(2));
    run("explain", contacts.get(3));
    run("explain", "zqxnobody@zqxdomain.example");
    run("retry", "zqxnobody@zqxdomain.example");
    stage.change("mappings/leads.yaml", "as: phone }", "as: fone }");
    Eventually.see("it is seen", () -> status().get("config").asText(), text -> !text.isEmpty());
    run("status");
    run("plan");
    stage.change("mappings/leads.yaml", "as: fone }", "as: phone }");
    Eventually.equal("it is over", "", () -> status().get("config").asText());
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = stage.config.toString();
    line.execute(all);
    told.add(out.toString());
    toldAsErrors.add(err.toString());
    return out.toString();
  }

  private JsonNode status() {
    try {
      return JSON.readTree(run("status", "--json"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> secrets() {
    List<String> secrets =
        new ArrayList<>(
            List.of(
                HubSpotSandbox.TOKEN,
                SalesforceSandbox.CLIENT_ID,
                SalesforceSandbox.CLIENT_SECRET));
    for (String login : salesforce.logins()) {
      try {
        String token = JSON.readTree(login).path("access_token").asText();
        secrets.add(token.substring(token.indexOf('!') + 1));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return secrets;
  }

  private List<String> urls() {
    List<String> urls = new ArrayList<>(hubspot.urls());
    urls.addAll(salesforce.urls());
    return urls;
  }

  private static boolean showsAPerson(String text) {
    return text.toLowerCase(Locale.ROOT).contains(MARK)
        || text.replaceAll("[ ()+-]", "").contains(PHONE_DIGITS);
  }

  private static String unauthorized() {
    return "{\"status\":\"error\",\"message\":\"Authentication credentials not found.\","
        + "\"category\":\"INVALID_AUTHENTICATION\"}";
  }

  private Path secret(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "secret", ""), text);
  }

  private static String address(int person) {
    return "zqxmail%d@zqxdomain.example".formatted(person);
  }

  private String id(Map<String, JsonNode> leads, int person) {
    return leads.get(contacts.get(person)).get("Id").asText();
  }

  private String lead(Map<String, JsonNode> leads, int person, String field) {
    return stage.accounts.lead(id(leads, person), field).path(field).asText("");
  }

  private String contact(int person, String property) {
    return stage.accounts.contact(contacts.get(person), property).path(property).asText("");
  }
}
