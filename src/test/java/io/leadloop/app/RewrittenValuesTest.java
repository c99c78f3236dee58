package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Days, moments, numbers and what both vendors make of texts, on one daemon: each arrives as what
 * it is, what a vendor makes of it never flows back, and a daemon that reads everything again
 * writes nothing.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RewrittenValuesTest {
  private static final String LINES =
      """
      fields:
        - { hubspot: joined_on,   salesforce: Joined_On__c,   contact: none, as: date }
        - { hubspot: webinar_at,  salesforce: Webinar_At__c,  contact: none, as: datetime }
        - { hubspot: seen_at,     salesforce: Seen_On__c,     contact: none, as: date, flow: from_hubspot, zone: Europe/Berlin }
        - { hubspot: budget,      salesforce: Budget__c,      contact: none, as: number }
        - { hubspot: summary,     salesforce: Summary__c,     contact: none, as: trim, cut_at: 12 }
      """;

  @TempDir static Path folder;
  private Stage stage;

  @BeforeAll
  void open() throws IOException {
    stage = Stage.with(folder, PortalLoader.empty());
    Files.writeString(
        stage.config.resolve("lead-definition.yaml"),
        "create_in_salesforce: { when: always }\ncreate_in_hubspot: { when: always }\n");
    Files.delete(stage.config.resolve("mappings/leads_test.yaml"));
    stage.change("mappings/leads.yaml", "fields:\n", LINES);
    Administrator admin = new Administrator(stage);
    admin.makeProperty("joined_on", "date", "date", "");
    admin.makeProperty("webinar_at", "datetime", "date", "");
    admin.makeProperty("seen_at", "datetime", "date", "");
    admin.makeProperty("budget", "number", "number", "");
    admin.makeText("summary");
    admin.makeField("Lead", "Joined_On__c", Map.of("type", "Date"));
    admin.makeField("Lead", "Webinar_At__c", Map.of("type", "DateTime"));
    admin.makeField("Lead", "Seen_On__c", Map.of("type", "Date"));
    admin.makeField("Lead", "Summary__c", Map.of("type", "Text", "length", 12));
    stage.start();
  }

  @AfterAll
  void close() {
    stage.close();
  }

  private String contact(String name, Map<String, String> more) {
    Map<String, String> properties = new LinkedHashMap<>(more);
    properties.put("email", name + "@example.com");
    properties.put("lastname", name);
    return stage.accounts.createContact(properties);
  }

  private String leadOf(String contact) {
    return Eventually.see(
            "a lead for " + contact,
            () -> stage.accounts.leadsByKey("Email"),
            leads -> leads.containsKey(contact))
        .get(contact)
        .get("Id")
        .asText();
  }

  private String lead(String id, String field) {
    JsonNode value = stage.accounts.lead(id, field).path(field);
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText("");
  }

  private String shows(String contact, String property) {
    return stage.accounts.contact(contact, property).path(property).asText("");
  }

  @Test
  void aDayIsTheSameDayOnBothSidesWhateverTheZone_P1_P3() {
    String contact = contact("day", Map.of("joined_on", "2026-03-29"));
    String lead = leadOf(contact);
    assertThat(lead(lead, "Joined_On__c")).isEqualTo("2026-03-29");
    stage.accounts.edit("Lead", lead, Map.of("Joined_On__c", "2026-10-25"));
    Eventually.equal("and back", "2026-10-25", () -> shows(contact, "joined_on"));
  }

  @Test
  void aMomentIsTheSameMomentThroughTheHourThatComesTwice_P1_P3() {
    // 02:30 in Berlin, before and after the clocks go back.
    String first = contact("first", Map.of("webinar_at", "2026-10-25T00:30:00Z"));
    String second = contact("second", Map.of("webinar_at", "2026-10-25T01:30:00Z"));
    String firstLead = leadOf(first);
    String secondLead = leadOf(second);
    assertThat(lead(firstLead, "Webinar_At__c")).startsWith("2026-10-25T00:30:00");
    assertThat(lead(secondLead, "Webinar_At__c")).startsWith("2026-10-25T01:30:00");
    // A rep whose screens show Berlin types 03:30 on the night without a 02:30.
    stage.accounts.edit("Lead", firstLead, Map.of("Webinar_At__c", "2026-03-29T03:30:00+02:00"));
    Eventually.equal("and back", "2026-03-29T01:30:00Z", () -> shows(first, "webinar_at"));
  }

  @Test
  void aMomentFallsOnADayOfTheZoneThatTheLineNames_P1_P3() {
    // Berlin is an hour ahead before, and two hours after the clocks go forward on the 29th.
    String winter = leadOf(contact("winter", Map.of("seen_at", "2026-03-28T22:59:00Z")));
    String spring = leadOf(contact("spring", Map.of("seen_at", "2026-03-28T23:00:00Z")));
    String summer = leadOf(contact("summer", Map.of("seen_at", "2026-03-29T22:00:00Z")));
    assertThat(lead(winter, "Seen_On__c")).isEqualTo("2026-03-28");
    assertThat(lead(spring, "Seen_On__c")).isEqualTo("2026-03-29");
    assertThat(lead(summer, "Seen_On__c")).isEqualTo("2026-03-30");
  }

  @Test
  void aNumberThatSalesforceRoundsKeepsItsDigitsInHubspot_P2_P3() {
    String contact = contact("number", Map.of("budget", "1234567.129", "annualrevenue", "0.4"));
    String lead = leadOf(contact);
    assertThat(lead(lead, "Budget__c")).isEqualTo("1234567.13");
    stage.accounts.editContact(contact, Map.of("annualrevenue", "1000000000000"));
    Eventually.equal("no exponent", "1000000000000", () -> lead(lead, "AnnualRevenue"));
    assertThat(shows(contact, "budget")).as("never flows back").isEqualTo("1234567.129");
    stage.accounts.edit("Lead", lead, Map.of("Budget__c", "99.5"));
    Eventually.equal("an edit does", "99.5", () -> shows(contact, "budget"));
  }

  @Test
  void aTextThatIsCutStaysWholeWhereItWasTypedUntilSalesEditsIt_P2_P3() {
    String whole = "Wants a demo \uD83D\uDE80 in spring";
    String contact = contact("cut", Map.of("summary", whole));
    String lead = leadOf(contact);
    assertThat(lead(lead, "Summary__c")).isEqualTo("Wants a demo");
    stage.accounts.edit("Lead", lead, Map.of("City", "Lyon"));
    Eventually.equal("another field flows", "Lyon", () -> shows(contact, "city"));
    assertThat(shows(contact, "summary")).isEqualTo(whole);
    stage.accounts.edit("Lead", lead, Map.of("Summary__c", "Bought"));
    Eventually.equal("what sales types flows", "Bought", () -> shows(contact, "summary"));
  }

  @Test
  void recordsThatAreTouchedWithoutAChangeAreNobodysEdits_P3() {
    String contact = contact("touched", Map.of("jobtitle", "Buyer"));
    String lead = leadOf(contact);
    stage.atRest();
    String stamp = lead(lead, "SystemModstamp");
    long before = stage.accounts.lastHubspotCall();
    stage.accounts.edit("Lead", lead, Map.of("Title", "Buyer"));
    Eventually.see(
        "it was stamped anew", () -> lead(lead, "SystemModstamp"), now -> !now.equals(stamp));
    stage.sweeps(3, before);
    assertThat(stage.accounts.written(before)).isZero();
  }

  @Test
  void spaceCaseAndThePunctuationOfANumberAreNobodysEdits_P1_P3() {
    String lead =
        stage.accounts.createLead(
            Map.of(
                "LastName",
                "Case",
                "Company",
                "Acme",
                "Email",
                "Case.Case@Example.COM",
                "Phone",
                "+1 (555) 0142"));
    String contact =
        Eventually.see(
            "the contact is there",
            () -> lead(lead, "Leadloop_Key__c"),
            key -> !key.isEmpty() && !key.equals("null"));
    assertThat(shows(contact, "email")).as("HubSpot's case").isEqualTo("case.case@example.com");
    assertThat(lead(lead, "Email")).as("Salesforce's case").isEqualTo("Case.Case@Example.COM");
    stage.atRest();
    stage.accounts.editContact(contact, Map.of("phone", "+1 555 01 42", "jobtitle", "  Buyer "));
    Eventually.equal("the text arrives without its space", "Buyer", () -> lead(lead, "Title"));
    stage.atRest();
    assertThat(lead(lead, "Phone")).as("the same number").isEqualTo("+1 (555) 0142");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void afterAllOfThemADaemonThatReadsEverythingAgainWritesNothing_P1_P3() {
    Accounts.Held rest = stage.atRest();
    stage.stop();
    stage.forgetCursors();
    long before = stage.accounts.lastHubspotCall();
    stage.start();
    stage.sweeps(3, before);
    assertThat(stage.atRest()).as("no second write").isEqualTo(rest);
  }
}
