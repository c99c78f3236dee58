package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.LoadProblem;
import io.leadloop.sandbox.LoadProblems;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an account holds at its start: invented leads, or those of a file with a map of its columns.
 */
class HubSpotLoadTest {
  private static final Path MAP = Path.of("config/sandbox/x-education-columns.yaml");

  @TempDir Path folder;

  @Test
  void inventedLeadsAreTheSameForTheSameSeedAndAllDifferent() {
    List<JsonNode> first = contacts(PortalLoader.invented(300, 7), "email,phone,lifecyclestage");
    List<JsonNode> second = contacts(PortalLoader.invented(300, 7), "email,phone,lifecyclestage");
    List<JsonNode> other = contacts(PortalLoader.invented(300, 8), "email,phone,lifecyclestage");
    assertThat(first).hasSize(300).isEqualTo(second).isNotEqualTo(other);
    Set<String> emails = new HashSet<>();
    Set<String> stages = new HashSet<>();
    first.forEach(
        properties -> {
          emails.add(properties.get("email").asText());
          stages.add(properties.get("lifecyclestage").asText());
        });
    assertThat(emails).hasSize(300).allMatch(email -> email.endsWith("@example.com"));
    assertThat(stages).contains("subscriber", "lead", "marketingqualifiedlead");
  }

  @Test
  void inventedLeadsHaveConversionsVisitsAndClicks() {
    List<JsonNode> leads =
        contacts(
            PortalLoader.invented(100, 1),
            "recent_conversion_event_name,hs_analytics_num_visits,hs_email_click");
    assertThat(leads).anyMatch(lead -> lead.hasNonNull("recent_conversion_event_name"));
    assertThat(leads).anyMatch(lead -> lead.get("hs_analytics_num_visits").asInt() > 3);
    assertThat(leads).anyMatch(lead -> lead.get("hs_email_click").asInt() > 0);
  }

  @Test
  void loadedLeadsAreInSearchAtOnceAndComeBackAfterAReset() {
    HubSpotOptions options = SandboxFixture.options().withRealLimits(false).withLagMillis(2_000);
    try (SandboxFixture hubspot = SandboxFixture.with(options, PortalLoader.invented(50, 1))) {
      assertThat(total(hubspot)).isEqualTo(50);
      hubspot.contact("more@example.com");
      assertThat(hubspot.send("POST", "/_sandbox/reset", "", null).status()).isEqualTo(204);
      assertThat(hubspot.get(CONTACTS + "?limit=100").at("/results")).hasSize(50);
      assertThat(total(hubspot)).isEqualTo(50);
      assertThat(
              hubspot.send("GET", "/_sandbox/dump", null, null).at("/contacts/0/properties/email"))
          .isNotNull();
    }
  }

  @Test
  void columnsConstantsTemplatesTablesAndMissingWordsFillProperties() throws IOException {
    Path csv =
        file(
            "leads.csv",
            "No,Name,City,Kind,Visits,\n1,Ada,Select,A,3,\n2,Bo,Oslo,B,,\n3,Cy,,,1,\n");
    Path map =
        file(
            "map.yaml",
            """
            missing: [Select]
            create_properties:
              - {name: number_in_file, type: number, unique: true}
            properties:
              number_in_file: No
              email: {template: "lead-{No}@example.com"}
              lastname: Name
              company: {constant: A prospect}
              city: City
              hs_lead_status: {column: Kind, values: {A: NEW}, otherwise: OPEN}
              lifecyclestage: {column: Kind, values: {A: customer, B: lead, "": subscriber}}
              hs_analytics_num_visits: Visits
            """);
    List<JsonNode> leads =
        contacts(
            PortalLoader.csv(csv, map),
            "number_in_file,email,lastname,company,city,hs_lead_status,lifecyclestage,hs_analytics_num_visits");
    assertThat(leads).hasSize(3);
    JsonNode ada = leads.get(0);
    assertThat(ada.get("number_in_file").asText()).isEqualTo("1");
    assertThat(ada.get("email").asText()).isEqualTo("lead-1@example.com");
    assertThat(ada.get("company").asText()).isEqualTo("A prospect");
    assertThat(ada.get("city").isNull()).isTrue();
    assertThat(ada.get("hs_lead_status").asText()).isEqualTo("NEW");
    assertThat(ada.get("hs_analytics_num_visits").asText()).isEqualTo("3");
    assertThat(leads.get(1).get("city").asText()).isEqualTo("Oslo");
    assertThat(leads.get(1).get("hs_lead_status").asText()).isEqualTo("OPEN");
    assertThat(leads.get(2).get("hs_lead_status").isNull()).isTrue();
    assertThat(leads.get(2).get("lifecyclestage").asText()).isEqualTo("subscriber");
  }

  @Test
  void allProblemsOfBothFilesAreReportedAtOnceWithTheirPlaces() throws IOException {
    Path csv = file("leads.csv", "No,City\n1,Oslo\n1,Rome\n2,Oslo\n");
    Path map =
        file(
            "map.yaml",
            """
            mising: [Select]
            create_properties:
              - {name: email}
              - {name: extra, type: text}
            properties:
              emial: No
              email: {template: "lead-{No}@example.com"}
              city: Citty
              company: {columns: City}
              hs_lead_status: {column: City, values: {Oslo: new}}
            """);
    LoadProblems thrown =
        catchThrowableOfType(LoadProblems.class, () -> PortalLoader.csv(csv, map));
    assertThat(thrown.problems())
        .extracting(LoadProblem::toString)
        .containsExactly(
            map + ":1:1  [unknown-key]  there is no key \"mising\". Did you mean \"missing\"?",
            map + ":3:5  [known-property]  contacts already have a property \"email\"",
            map
                + ":4:5  [unknown-type]  there is no type \"text\"; the types are bool, date, datetime, number, string",
            map
                + ":6:3  [unknown-property]  there is no contact property \"emial\". Did you mean \"email\"?",
            map + ":9:13  [unknown-key]  there is no key \"columns\". Did you mean \"column\"?",
            map
                + ":9:3  [no-source]  say one of \"column\", \"constant\" and \"template\" for \"company\"",
            map + ":8:3  [unknown-column]  there is no column \"Citty\". Did you mean \"City\"?",
            csv
                + ":2  [invalid-value]  hs_lead_status: \"new\" is not one of NEW, OPEN, IN_PROGRESS, OPEN_DEAL, UNQUALIFIED, ATTEMPTED_TO_CONTACT, CONNECTED, BAD_TIMING (and in 1 more row)",
            csv + ":3  [double-value]  email \"lead-1@example.com\" is in line 2 too",
            csv + ":3  [unknown-value]  the table of \"hs_lead_status\" has no \"Rome\"");
    assertThat(thrown).hasMessageEndingWith("10 problems. Nothing was loaded.");
  }

  @Test
  void unreadableFilesAreProblemsWithTheirPlace() throws IOException {
    Path map = file("map.yaml", "properties:\n  email: [No\n");
    Path csv = file("leads.csv", "No\n1\n");
    assertThatThrownBy(() -> PortalLoader.csv(csv, map))
        .isInstanceOf(LoadProblems.class)
        .hasMessageContaining("map.yaml:3:1  [unreadable-yaml]");
    Path good = file("good.yaml", "properties: {email: No}\n");
    assertThatThrownBy(() -> PortalLoader.csv(folder.resolve("none.csv"), good))
        .isInstanceOf(LoadProblems.class)
        .hasMessageContaining("none.csv  [unreadable-csv]");
  }

  @Test
  void theXEducationFileLoadsWholeWithItsMap() {
    Path csv =
        Path.of(System.getProperty("leadloop.data", "../shared/data"), "x-education-leads.csv");
    assumeTrue(Files.exists(csv), "the data set is not beside the project");
    PortalLoader loader = PortalLoader.csv(csv, MAP);
    HubSpotOptions options = SandboxFixture.options().withRealLimits(false).withLagMillis(0);
    try (SandboxFixture hubspot = SandboxFixture.with(options, loader)) {
      assertThat(total(hubspot)).isEqualTo(9_240);
      Answer lead =
          hubspot.get(
              CONTACTS
                  + "/lead-660727@example.com?idProperty=email&properties=lastname,company,city,hs_analytics_source,prospect_id,lifecyclestage,time_on_site_seconds");
      assertThat(lead.at("/properties/lastname").asText()).isEqualTo("Lead 660727");
      assertThat(lead.at("/properties/company").asText())
          .isEqualTo("X Education prospect (student)");
      assertThat(lead.at("/properties/city").asText()).isEqualTo("Mumbai");
      assertThat(lead.at("/properties/hs_analytics_source").asText()).isEqualTo("DIRECT_TRAFFIC");
      assertThat(lead.at("/properties/prospect_id").asText())
          .isEqualTo("8cc8c611-a219-4f35-ad23-fdfd2656bd8a");
      assertThat(lead.at("/properties/lifecyclestage").asText())
          .isEqualTo("marketingqualifiedlead");
      assertThat(lead.at("/properties/time_on_site_seconds").asText()).isEqualTo("1532");
      Answer without =
          hubspot.post(
              CONTACTS + "/search",
              "{'filterGroups':[{'filters':[{'propertyName':'company','operator':'NOT_HAS_PROPERTY'}]},"
                  + "{'filters':[{'propertyName':'lastname','operator':'NOT_HAS_PROPERTY'}]}]}");
      assertThat(without.at("/total").asInt()).isZero();
    }
  }

  @Test
  void theColumnsMapOfTheProjectNamesOnlyKnownProperties() {
    List<LoadProblem> problems = new ArrayList<>();
    ColumnMap map = ColumnMapFile.read(MAP, problems);
    assertThat(problems).isEmpty();
    assertThat(map.rules())
        .extracting(ColumnRule::property)
        .contains("email", "lastname", "company");
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static int total(SandboxFixture hubspot) {
    return hubspot.post(CONTACTS + "/search", "{'limit':1}").at("/total").asInt();
  }

  /** The properties of all contacts in the order of their ids. */
  private static List<JsonNode> contacts(PortalLoader loader, String properties) {
    HubSpotOptions options = SandboxFixture.options().withRealLimits(false);
    List<JsonNode> contacts = new ArrayList<>();
    try (SandboxFixture hubspot = SandboxFixture.with(options, loader)) {
      String after = "";
      do {
        Answer page =
            hubspot.get(CONTACTS + "?limit=100&properties=" + properties + "&after=" + after);
        page.at("/results").forEach(contact -> contacts.add(contact.get("properties")));
        after = page.at("/paging/next/after").asText();
      } while (!after.isEmpty());
    }
    return contacts;
  }
}
