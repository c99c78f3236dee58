package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest extends SandboxFixture {
  @Test
  void anAnswerHasTheVendorsShape() {
    String id = lead("\"Email\":\"eva@acme.example\"");

    for (String path : new String[] {"/query?q=", "/query/?q=", "/queryAll/?q="}) {
      JsonNode body =
          client.get(API + path + SalesforceClient.encode("SELECT id, email FROM lead")).body();
      assertThat(body)
          .hasToString(
              ("{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":{\"type\":\"Lead\",\"url\":"
                      + "\"/services/data/v65.0/sobjects/Lead/%s\"},\"Id\":\"%s\",\"Email\":\"eva@acme.example\"}]}")
                  .formatted(id, id));
    }
  }

  @Test
  void resultsComeInPages() {
    for (int call = 0; call < 3; call++) {
      StringBuilder records = new StringBuilder();
      for (int i = 0; i < 150; i++) {
        records
            .append(i == 0 ? "" : ",")
            .append("{\"attributes\":{\"type\":\"Lead\"},\"LastName\":\"L\",\"Company\":\"C\"}");
      }
      client.post(API + "/composite/sobjects", "{\"records\":[" + records + "]}");
    }
    client.with("Sforce-Query-Options", "batchSize=200");

    Set<String> ids = new HashSet<>();
    JsonNode page = client.query("SELECT Id FROM Lead").body();
    assertThat(page.get("totalSize").asInt()).isEqualTo(450);
    page.get("records").forEach(record -> ids.add(record.get("Id").asText()));
    int pages = 1;
    while (!page.get("done").asBoolean()) {
      page = client.get(page.get("nextRecordsUrl").asText()).body();
      page.get("records").forEach(record -> ids.add(record.get("Id").asText()));
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(450);
    assertThat(client.get(API + "/query/01g000000000000AAA-200").errorCode())
        .isEqualTo("INVALID_QUERY_LOCATOR");
  }

  @Test
  void aCursorLivesForTwoDays() {
    StringBuilder records =
        new StringBuilder("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"A\"}");
    String one = "," + records;
    for (int i = 1; i < 200; i++) {
      records.append(one);
    }
    client.post(API + "/composite/sobjects", "{\"records\":[" + records + "]}");
    client.create("Account", "{\"Name\":\"last\"}");
    client.with("Sforce-Query-Options", "batchSize=200");
    String next = client.query("SELECT Id FROM Account").body().get("nextRecordsUrl").asText();

    pass("P2D");
    client = SalesforceClient.integration(sandbox);
    assertThat(client.get(next).body().get("records")).hasSize(1);
    pass("PT1S");
    SalesforceClient.Reply reply = client.get(next);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .hasToString(
            "[{\"message\":\"invalid query locator\",\"errorCode\":\"INVALID_QUERY_LOCATOR\"}]");
  }

  @Test
  void queryAllSeesDeletedRecords() {
    String id = lead("");
    client.delete(API + "/sobjects/Lead/" + id);

    assertThat(client.query("SELECT Id FROM Lead").body().get("totalSize").asInt()).isZero();
    JsonNode all =
        client
            .get(
                API
                    + "/queryAll?q="
                    + SalesforceClient.encode("SELECT Id FROM Lead WHERE IsDeleted = true"))
            .body();
    assertThat(all.at("/records/0/Id").asText()).isEqualTo(id);
  }

  @Test
  void comparisonsOfMomentsIgnoreMilliseconds() {
    lead("");

    String stamp = "SELECT COUNT() FROM Lead WHERE SystemModstamp ";
    assertThat(total(stamp + ">= 2026-11-21T10:00:00.900Z")).isEqualTo(1);
    assertThat(total(stamp + "> 2026-11-21T10:00:00Z")).isZero();
    assertThat(total(stamp + "= 2026-11-21T11:00:00.123+01:00")).isEqualTo(1);
    assertThat(total(stamp + "< 2026-11-21T10:00:01Z")).isEqualTo(1);
  }

  @Test
  void parentsAreReachedOverReferences() {
    String account = client.create("Account", "{\"Name\":\"Acme\"}");
    client.create(
        "Contact", "{\"LastName\":\"Novak\",\"AccountId\":\"" + account.substring(0, 15) + "\"}");
    client.create("Contact", "{\"LastName\":\"Solo\"}");

    JsonNode records =
        client
            .query(
                "SELECT LastName, Account.Name, Account.Owner.Name FROM Contact ORDER BY LastName")
            .body()
            .get("records");
    assertThat(records.at("/0/Account/Name").asText()).isEqualTo("Acme");
    assertThat(records.at("/0/Account/Owner/Name").asText()).isEqualTo("Leadloop Integration");
    assertThat(records.at("/1/Account").isNull()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT Id FRM Lead                           | MALFORMED_QUERY | ERROR at Row:1:Column:11 unexpected token: 'FRM'
          SELECT Id FROM Lead WHERE                    | MALFORMED_QUERY | unexpected token: '<EOF>'
          SELECT Id FROM Lead WHERE City = 'Brno       | MALFORMED_QUERY | mismatched character '<EOF>'
          SELECT Id FROM Lead WHERE City='a' AND City='b' OR City='c' | MALFORMED_QUERY | unexpected token: 'OR'
          SELECT Id FROM Lead LIMIT many               | MALFORMED_QUERY | unexpected token: 'many'
          SELECT Phon FROM Lead                        | INVALID_FIELD   | No such column 'Phon' on entity 'Lead'. If you are attempting to use a custom field
          SELECT Id FROM Lead ORDER BY Nope            | INVALID_FIELD   | No such column 'Nope' on entity 'Lead'.
          SELECT Boss.Name FROM Lead                   | INVALID_FIELD   | Didn't understand relationship 'Boss' in field path.
          SELECT Id FROM Laed                          | INVALID_TYPE    | sObject type 'Laed' is not supported.
          SELECT Id FROM Lead WHERE City = 5           | INVALID_FIELD   | value of filter criterion for field 'City' must be of type string and should be enclosed in quotes
          SELECT Id FROM Lead WHERE DoNotCall = 'true' | INVALID_FIELD   | value of filter criterion for field 'DoNotCall' must be of type boolean and should not be enclosed in quotes
          SELECT Id FROM Lead WHERE CreatedDate > '2026-01-01T00:00:00Z' | INVALID_FIELD | must be of type dateTime and should not be enclosed in quotes
          SELECT Id FROM Lead WHERE CreatedDate > 2026-01-01 | INVALID_FIELD | must be of type dateTime
          SELECT Id FROM Lead WHERE Description = 'x'  | INVALID_FIELD   | field 'Description' can not be filtered in a query call
          SELECT Id FROM Lead ORDER BY Description     | INVALID_FIELD   | field 'Description' can not be sorted in a query call
          SELECT Id FROM Lead WHERE Id = 'x'           | INVALID_QUERY_FILTER_OPERATOR | invalid ID field: x
          SELECT Id, id FROM Lead                      | INVALID_FIELD   | duplicate field selected: id
          """)
  void aBadQueryIsRefused(String soql, String errorCode, String message) {
    SalesforceClient.Reply reply = client.query(soql);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(errorCode);
    assertThat(reply.message().replace('\n', ' ')).contains(message);
  }

  @Test
  void aProblemIsShownWithACaretUnderIt() {
    assertThat(client.query("SELECT Id,Phon FROM Lead").message())
        .startsWith(
            "\nSELECT Id,Phon FROM Lead\n          ^\nERROR at Row:1:Column:11\nNo such column 'Phon'");
  }

  @Test
  void aLongQueryHasToTravelInABody() {
    String soql = "SELECT Id FROM Lead WHERE City = '" + "x".repeat(16_384) + "'";
    SalesforceClient.Reply reply = client.query(soql);
    assertThat(reply.status()).isEqualTo(414);

    JsonNode parts =
        client
            .post(
                API + "/composite",
                "{\"compositeRequest\":[{\"method\":\"GET\",\"referenceId\":\"q\",\"url\":\"%s/query?q=%s\"}]}"
                    .formatted(API, SalesforceClient.encode(soql)))
            .body()
            .get("compositeResponse");
    assertThat(parts.at("/0/httpStatusCode").asInt()).isEqualTo(200);
  }

  private int total(String soql) {
    return client.query(soql).body().get("totalSize").asInt();
  }
}
