package io.leadloop.sandbox.salesforce.org;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.soql.Parser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuerySemanticsTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final SalesforceOrg org = new SalesforceOrg(SchemaFile.load(null), () -> now, 1, 0);

  @BeforeAll
  void fill() {
    add("'LastName':'ann','City':'Brno','Budget__c':10,'Email':'ann@x.example'");
    add("'LastName':'Bob','City':'brno','Budget__c':9.5,'DoNotCall':true,'Leadloop_Key__c':'k-b'");
    add("'LastName':'cat','Budget__c':100,'Email':'CAT@x.example','Leadloop_Token__c':'s-2-0009'");
    add(
        "'LastName':'Dan','City':'100%','Leadloop_Last_Activity__c':'2026-11-20T08:00:00Z','Leadloop_Token__c':'s-2-0010'");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          City = 'BRNO'                              | ann Bob
          City != 'Brno'                             | cat Dan
          NOT City = 'Brno'                          | cat Dan
          City = null                                | cat
          City != null                               | ann Bob Dan
          City = ''                                  |
          City IN ('brno', '100%')                   | ann Bob Dan
          City IN ('Praha', null)                    | cat
          City NOT IN ('Brno')                       | cat Dan
          City NOT IN ('Brno', null)                 | Dan
          City > 'b'                                 | ann Bob
          City LIKE 'br%'                            | ann Bob
          City LIKE '_rno'                           | ann Bob
          City LIKE '100\\%'                         | Dan
          City LIKE '%'                              | ann Bob Dan
          NOT City LIKE 'br%'                        | cat Dan
          Budget__c > 9.5                            | ann cat
          Budget__c >= 9.5 AND Budget__c < 100       | ann Bob
          Budget__c <= 10 OR City = '100%'           | ann Bob Dan
          Budget__c = null                           | Dan
          DoNotCall = true                           | Bob
          DoNotCall = FALSE                          | ann cat Dan
          DoNotCall != true AND Email != null        | ann cat
          Email = 'cat@X.example'                    | cat
          Email IN ('cat@x.example','ANN@x.example') | ann cat
          Email = 'cat@x.example' OR Leadloop_Key__c = 'K-B' | Bob cat
          Email = 'cat@x.example' AND City = 'Brno'  |
          Leadloop_Last_Activity__c < 2026-11-20T08:00:00.999Z |
          Leadloop_Last_Activity__c <= 2026-11-20T08:00:00Z    | Dan
          CreatedDate >= 2026-11-21T10:00:02Z        | cat Dan
          CreatedDate >= 2026-11-21T10:00:01Z AND CreatedDate < 2026-11-21T10:00:03Z | Bob cat
          Owner.Name = 'leadloop integration'        | ann Bob cat Dan
          Lead.City = 'Brno'                         | ann Bob
          Name LIKE '%an%'                           | ann Dan
          """)
  void conditionsSelect(String where, String names) {
    List<String> found =
        column("SELECT LastName FROM Lead WHERE " + where + " ORDER BY CreatedDate", "LastName");
    assertThat(String.join(" ", found)).isEqualTo(names == null ? "" : names);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORDER BY LastName                            | ann Bob cat Dan
          ORDER BY LastName DESC                       | Dan cat Bob ann
          ORDER BY City, LastName                      | cat Dan ann Bob
          ORDER BY City NULLS LAST, LastName DESC      | Dan Bob ann cat
          ORDER BY City DESC NULLS LAST, LastName      | ann Bob Dan cat
          ORDER BY City DESC, LastName                 | cat ann Bob Dan
          ORDER BY Budget__c ASC NULLS FIRST           | Dan Bob ann cat
          ORDER BY Leadloop_Token__c DESC NULLS LAST LIMIT 1 | Dan
          ORDER BY SystemModstamp, Id LIMIT 2          | ann Bob
          ORDER BY SystemModstamp DESC, Id LIMIT 2 OFFSET 1 | cat Bob
          LIMIT 0                                      |
          """)
  void resultsAreSorted(String order, String names) {
    assertThat(String.join(" ", column("SELECT LastName FROM Lead " + order, "LastName")))
        .isEqualTo(names == null ? "" : names);
  }

  @Test
  void idsAreComparedByTheirFirstFifteenCharacters() {
    String id = column("SELECT Id FROM Lead WHERE LastName = 'Bob'", "Id").get(0);

    for (String form : List.of(id, id.substring(0, 15))) {
      assertThat(column("SELECT LastName FROM Lead WHERE Id = '%s'".formatted(form), "LastName"))
          .containsExactly("Bob");
    }
    assertThat(column("SELECT LastName FROM Lead WHERE Id > '%s'".formatted(id), "LastName"))
        .containsExactly("cat", "Dan");
  }

  private void add(String fields) {
    String json = "{'Company':'C'," + fields + "}";
    JsonNode record = Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    org.call(
        org.integrationUserId(),
        access -> access.create(Changes.read(org.schema().known("Lead"), record)));
    now = now.plusSeconds(1);
  }

  private List<String> column(String soql, String field) {
    JsonNode page =
        org.call(
            org.integrationUserId(),
            access -> access.query(Parser.parse(soql), false, "v65.0", 2000));
    List<String> values = new ArrayList<>();
    page.get("records").forEach(record -> values.add(record.get(field).asText()));
    return values;
  }
}
