package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest extends SandboxFixture {
  @BeforeEach
  void leads() {
    lead("\"City\":\"Brno\",\"NumberOfEmployees\":10,\"Budget__c\":100.5,\"Rating\":\"Hot\"");
    lead("\"City\":\"brno\",\"NumberOfEmployees\":20,\"Budget__c\":50");
    lead("\"City\":\"Graz\",\"Rating\":\"Hot\"");
    lead("");
  }

  @Test
  void functionsTellOfAllRecords() {
    JsonNode body =
        client
            .query(
                "SELECT COUNT(Id), COUNT(City) cities, COUNT_DISTINCT(City), SUM(Budget__c),"
                    + " AVG(NumberOfEmployees), MIN(City), MAX(NumberOfEmployees) FROM Lead")
            .body();

    assertThat(body)
        .hasToString(
            "{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"AggregateResult\"},"
                + "\"expr0\":4,\"cities\":3,\"expr1\":2,\"expr2\":150.5,\"expr3\":15.0,"
                + "\"expr4\":\"Brno\",\"expr5\":20}]}");
  }

  @Test
  void nothingAddsUpToNothing() {
    JsonNode row = client.query("SELECT COUNT(Id), SUM(Amount), MAX(Name) FROM Opportunity").body();
    assertThat(row.at("/records/0/expr0").asInt()).isZero();
    assertThat(row.at("/records/0/expr1").isNull()).isTrue();
    assertThat(row.at("/records/0/expr2").isNull()).isTrue();
  }

  @Test
  void recordsAreGroupedWithoutRegardToCase() {
    JsonNode rows =
        client
            .query(
                "SELECT City, COUNT(Id) leads, Owner.Name FROM Lead GROUP BY City, Owner.Name"
                    + " ORDER BY COUNT(Id) DESC, City NULLS LAST")
            .body()
            .get("records");

    assertThat(rows).hasSize(3);
    assertThat(rows.at("/0/City").asText()).isEqualTo("Brno");
    assertThat(rows.at("/0/leads").asInt()).isEqualTo(2);
    assertThat(rows.at("/0/Name").asText()).isEqualTo("Leadloop Integration");
    assertThat(rows.at("/1/City").asText()).isEqualTo("Graz");
    assertThat(rows.at("/2/City").isNull()).isTrue();
  }

  @Test
  void groupsArePickedByWhatTheyAre() {
    assertThat(cities("HAVING COUNT(Id) > 1")).isEqualTo("Brno");
    assertThat(cities("HAVING MAX(NumberOfEmployees) = null AND City LIKE 'g%'")).isEqualTo("Graz");
    assertThat(cities("HAVING NOT City IN ('Brno', 'Graz')")).isEqualTo("null");
    assertThat(cities("ORDER BY City DESC LIMIT 1 OFFSET 1")).isEqualTo("Graz");
    assertThat(cities("ORDER BY City NULLS LAST LIMIT 1")).isEqualTo("Brno");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT City, COUNT(Id) FROM Lead                  | MALFORMED_QUERY | Field must be grouped or aggregated: City
          SELECT SUM(City) FROM Lead                        | INVALID_FIELD   | field City does not support aggregate operator SUM
          SELECT COUNT(Id) FROM Lead GROUP BY Description   | INVALID_FIELD   | field 'Description' can not be grouped in a query call
          SELECT COUNT(Id) FROM Lead GROUP BY Budget__c     | INVALID_FIELD   | can not be grouped
          SELECT COUNT(Id) FROM Lead LIMIT 5                | MALFORMED_QUERY | Non-grouped query that uses overall aggregate functions cannot also use LIMIT
          SELECT Id who FROM Lead                           | MALFORMED_QUERY | only aggregate expressions use field aliasing
          SELECT COUNT(Id) n, COUNT(City) n FROM Lead       | MALFORMED_QUERY | duplicate alias: n
          SELECT COUNT(Id) FROM Lead HAVING COUNT(Id) > 1   | MALFORMED_QUERY | unexpected token: 'HAVING'
          SELECT CONVERT(Id) FROM Lead                      | MALFORMED_QUERY | unexpected token: '('
          SELECT Id FROM Lead ORDER BY COUNT(Id)            | MALFORMED_QUERY | Ordered field must be grouped or aggregated
          SELECT Id FROM Lead WHERE COUNT(Id) = 1           | MALFORMED_QUERY | unexpected token: '('
          """)
  void whatCannotBeGroupedIsRefused(String soql, String errorCode, String message) {
    SalesforceClient.Reply reply = client.query(soql);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(errorCode);
    assertThat(reply.message()).contains(message);
  }

  private String cities(String more) {
    JsonNode records =
        client.query("SELECT City FROM Lead GROUP BY City " + more).body().get("records");
    assertThat(records).hasSize(1);
    return records.get(0).get("City").asText();
  }
}
