package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.store.JournalRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People edit on both sides, and what they said is on both sides afterwards. */
class BothWaysTest {
  private static final int PEOPLE = 200;
  private static final int FEW = 30;
  private static final String MARKETER = "Marketer's word";
  private static final String REP = "Rep's word";

  @TempDir Path folder;
  private Stage stage;

  /** Contact ids and the lead of each. */
  private final Map<String, String> leads = new LinkedHashMap<>();

  @AfterEach
  void close() {
    stage.close();
  }

  private void open(int people) {
    stage = Stage.with(folder, PortalLoader.invented(people, 3));
    stage.openGate();
  }

  /** Starts a daemon and waits until everybody is linked. */
  private void link(int people) {
    stage.start();
    Eventually.equal("every person is a lead", (long) people, () -> stage.accounts.count("Lead"));
    stage.atRest();
    stage
        .accounts
        .leadsByKey("Email")
        .forEach((contact, lead) -> leads.put(contact, lead.get("Id").asText()));
  }

  @Test
  void editsOfDifferentFieldsOfTheSameLeadsBetweenTwoSweepsAllSurvive_P1_P2_P3() {
    open(PEOPLE);
    link(PEOPLE);
    stage.stop();
    Map<String, String> phones = new LinkedHashMap<>();
    Map<String, String> companies = new LinkedHashMap<>();
    leads.forEach(
        (contact, lead) -> {
          phones.put(contact, "+1 555 " + contact);
          companies.put(lead, "Company " + lead);
        });
    stage.accounts.editContacts("phone", phones);
    stage.accounts.editLeads("Company", companies);
    stage.start();
    Eventually.equal("400 edits survive", 2 * PEOPLE, () -> survivors(phones, companies));
    stage.atRest();
    assertThat(survivors(phones, companies)).as("400 edits still survive").isEqualTo(2 * PEOPLE);
  }

  /** How many of both people's edits are on both sides. */
  private int survivors(Map<String, String> phones, Map<String, String> companies) {
    Map<String, JsonNode> contacts = stage.accounts.contacts("phone,company");
    Map<String, JsonNode> shown = stage.accounts.leadsByKey("Phone,Company");
    int survivors = 0;
    for (Map.Entry<String, String> link : leads.entrySet()) {
      JsonNode contact = contacts.get(link.getKey());
      JsonNode lead = shown.get(link.getKey());
      String phone = phones.get(link.getKey());
      String company = companies.get(link.getValue());
      survivors +=
          contact.get("phone").asText().equals(phone) && lead.get("Phone").asText().equals(phone)
              ? 1
              : 0;
      survivors +=
          contact.get("company").asText().equals(company)
                  && lead.get("Company").asText().equals(company)
              ? 1
              : 0;
    }
    return survivors;
  }

  /** Each word of {@code both_changed}, at a line of its own. */
  private enum Rule {
    LATEST("jobtitle", "Title", "salesforce: Title,                        as: trim"),
    HUBSPOT("city", "City", "contact: MailingCity, as: trim"),
    SALESFORCE("state", "State", "contact: MailingState, as: trim"),
    PARK("country", "Country", "contact: MailingCountry, as: trim");

    private final String property;
    private final String field;
    private final String line;

    Rule(String property, String field, String line) {
      this.property = property;
      this.field = field;
      this.line = line;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What both sides show afterwards, first HubSpot. */
    private String outcome(boolean repWasLast) {
      return switch (this) {
        case LATEST -> repWasLast ? REP + " | " + REP : MARKETER + " | " + MARKETER;
        case HUBSPOT -> MARKETER + " | " + MARKETER;
        case SALESFORCE -> REP + " | " + REP;
        case PARK -> MARKETER + " | " + REP;
      };
    }
  }

  @Test
  void editsOfTheSameFieldAreDecidedByTheRuleAndTheJournalHasBothValues_P2() {
    open(FEW);
    for (Rule rule : Rule.values()) {
      stage.change("mappings/leads.yaml", rule.line, rule.line + ", both_changed: " + rule.word());
    }
    link(FEW);
    stage.stop();
    List<String> contacts = List.copyOf(leads.keySet());
    List<String> repLast = contacts.subList(0, FEW / 2);
    List<String> marketerLast = contacts.subList(FEW / 2, FEW);
    repLast.forEach(contact -> stage.accounts.editContact(contact, said(true)));
    stage.hubspot.clock().advance(Duration.ofSeconds(10));
    contacts.forEach(contact -> stage.accounts.edit("Lead", leads.get(contact), said(false)));
    stage.hubspot.clock().advance(Duration.ofSeconds(10));
    marketerLast.forEach(contact -> stage.accounts.editContact(contact, said(true)));
    Daemon daemon = stage.start();
    for (Rule rule : Rule.values()) {
      for (String contact : contacts) {
        String lead = leads.get(contact);
        Eventually.equal(
            "what both_changed: " + rule.word() + " decides",
            rule.outcome(repLast.contains(contact)),
            () -> shown(contact, rule.property, lead, rule.field));
      }
      String outcome = rule == Rule.PARK ? "parked" : "accepted";
      Eventually.equal(
          "each decision of both_changed: " + rule.word() + " is in the journal",
          FEW,
          () -> journalled(daemon, rule, outcome));
    }
    stage.atRest();
    for (String contact : contacts) {
      assertThat(shown(contact, Rule.PARK.property, leads.get(contact), Rule.PARK.field))
          .as("what is parked is left alone")
          .isEqualTo(Rule.PARK.outcome(false));
    }
  }

  /** What one person says in every field, by HubSpot's or Salesforce's names. */
  private static Map<String, String> said(boolean marketer) {
    Map<String, String> said = new LinkedHashMap<>();
    for (Rule rule : Rule.values()) {
      said.put(marketer ? rule.property : rule.field, marketer ? MARKETER : REP);
    }
    return said;
  }

  private String shown(String contactId, String property, String leadId, String field) {
    return stage.accounts.contact(contactId, property).get(property).asText()
        + " | "
        + stage.accounts.lead(leadId, field).get(field).asText();
  }

  /** How many rows of this outcome name both people's values and what decided. */
  private static int journalled(Daemon daemon, Rule rule, String outcome) {
    int rows = 0;
    for (JournalRow row :
        daemon.state().store().read(handle -> daemon.state().journal().after(handle, 0, 10_000))) {
      boolean both =
          row.fields().stream()
              .filter(field -> field.name().contains(rule.property))
              .filter(field -> !field.why().isEmpty())
              .anyMatch(
                  field -> field.hubspot().equals(MARKETER) && field.salesforce().equals(REP));
      rows += row.outcome().equals(outcome) && both ? 1 : 0;
    }
    return rows;
  }

  @Test
  void anEditOnEitherSideArrivesOnTheOther_P1() {
    open(FEW);
    link(FEW);
    List<Map.Entry<String, String>> edited = List.copyOf(leads.entrySet()).subList(0, 10);
    Duration slowest = Duration.ZERO;
    for (Map.Entry<String, String> link : edited) {
      Instant start = Instant.now();
      String word = "Word of " + link.getKey();
      if (edited.indexOf(link) % 2 == 0) {
        stage.accounts.editContact(link.getKey(), Map.of("jobtitle", word));
      } else {
        stage.accounts.edit("Lead", link.getValue(), Map.of("Title", word));
      }
      Eventually.equal(
          "the edit is on both sides",
          word + " | " + word,
          () -> shown(link.getKey(), "jobtitle", link.getValue(), "Title"));
      Duration took = Duration.between(start, Instant.now());
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    System.out.printf(
        "The slowest of %d edits arrived after %d ms; 2 sweep periods + 1 s + lag are %d ms.%n",
        edited.size(),
        slowest.toMillis(),
        Stage.PERIOD.multipliedBy(2).plusSeconds(1).plus(Stage.LAG).toMillis());
  }
}
