package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordTest extends SandboxFixture {
  private static final String LEADS = API + "/sobjects/Lead";

  @Test
  void aRecordIsCreatedReadChangedAndDeleted() {
    SalesforceClient.Reply created =
        client.post(LEADS, "{\"LastName\":\"Novak\",\"FirstName\":\"Eva\",\"Company\":\"Acme\"}");
    String id = created.body().get("id").asText();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.body())
        .hasToString("{\"id\":\"%s\",\"success\":true,\"errors\":[]}".formatted(id));
    assertThat(created.headers()).containsEntry("location", LEADS + "/" + id);

    pass("PT5S");
    SalesforceClient.Reply changed = client.patch(LEADS + "/" + id, "{\"City\":\"Brno\"}");
    assertThat(changed.status()).isEqualTo(204);

    JsonNode lead = read("Lead", id);
    assertThat(lead.get("Name").asText()).isEqualTo("Eva Novak");
    assertThat(lead.get("Status").asText()).isEqualTo("Open - Not Contacted");
    assertThat(lead.get("CreatedDate").asText()).isEqualTo("2026-11-21T10:00:00.000+0000");
    assertThat(lead.get("LastModifiedDate").asText()).isEqualTo("2026-11-21T10:00:05.000+0000");
    assertThat(lead.get("SystemModstamp").asText()).isEqualTo("2026-11-21T10:00:05.000+0000");
    assertThat(lead.get("OwnerId")).isEqualTo(lead.get("CreatedById"));
    assertThat(lead.get("IsConverted").asBoolean()).isFalse();

    assertThat(client.delete(LEADS + "/" + id).status()).isEqualTo(204);
    assertThat(client.get(LEADS + "/" + id).errorCode()).isEqualTo("ENTITY_IS_DELETED");
    SalesforceClient.Reply again = client.patch(LEADS + "/" + id, "{\"City\":\"Olomouc\"}");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.body())
        .hasToString(
            "[{\"message\":\"entity is deleted\",\"errorCode\":\"ENTITY_IS_DELETED\",\"fields\":[]}]");
  }

  @Test
  void onlyTheFieldsAskedForAreRead() {
    String id = lead("\"City\":\"Brno\"");

    JsonNode lead = client.get(LEADS + "/" + id.substring(0, 15) + "?fields=City,Phone").body();

    assertThat(lead.size()).isEqualTo(4);
    assertThat(lead.get("City").asText()).isEqualTo("Brno");
    assertThat(lead.get("Phone").isNull()).isTrue();
    assertThat(lead.get("Id").asText()).isEqualTo(id);
    assertThat(client.get(LEADS + "/" + id + "?fields=Phon").body())
        .hasToString(
            "[{\"message\":\"No such column 'Phon' on sobject of type Lead\",\"errorCode\":\"INVALID_FIELD\"}]");
  }

  @Test
  void textIsTrimmedAndEmptyTextIsNoValue() {
    String id =
        lead(
            "\"City\":\"  Brno \",\"State\":\"   \",\"Phone\":\"5550142000\",\"Email\":\"Eva@ACME.example\"");

    JsonNode lead = read("Lead", id);
    assertThat(lead.get("City").asText()).isEqualTo("Brno");
    assertThat(lead.get("State").isNull()).isTrue();
    assertThat(lead.get("Phone").asText()).isEqualTo("5550142000");
    assertThat(lead.get("Email").asText()).isEqualTo("Eva@ACME.example");
  }

  @Test
  void numbersAndTimesAreWrittenAsTheVendorDoes() {
    String id =
        lead(
            "\"Budget__c\":1200.456,\"NumberOfEmployees\":\"12\","
                + "\"Leadloop_Last_Activity__c\":\"2026-11-20T08:30:15.987+01:00\"");

    JsonNode lead = read("Lead", id);
    assertThat(lead.get("Budget__c")).hasToString("1200.46");
    assertThat(lead.get("NumberOfEmployees")).hasToString("12");
    assertThat(lead.get("Leadloop_Last_Activity__c").asText())
        .isEqualTo("2026-11-20T07:30:15.000+0000");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rejection_Reason__c | "Too old"      | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST | Rejection Reason: bad value for restricted picklist field: Too old
          Status              | "Contacted"    | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST | Status: bad value for restricted picklist field: Contacted
          Leadloop_Engagement__c | "123456789012345678901" | STRING_TOO_LONG | Leadloop Engagement: data value too large: 123456789012345678901 (max length=20)
          Email               | "not an address" | INVALID_EMAIL_ADDRESS | Email: invalid email address: not an address
          LastName            | null           | REQUIRED_FIELD_MISSING | Required fields are missing: [LastName]
          Company             | " "            | REQUIRED_FIELD_MISSING | Required fields are missing: [Company]
          IsConverted         | true           | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: IsConverted. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
          Name                | "Eva"          | INVALID_FIELD_FOR_INSERT_UPDATE | Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.
          OwnerId             | "ana"          | MALFORMED_ID | Owner ID: id value of incorrect type: ana
          OwnerId             | "0055f000000zzzz" | INVALID_CROSS_REFERENCE_KEY | invalid cross reference id
          Budget__c           | 1e17           | NUMBER_OUTSIDE_VALID_RANGE | Budget: value outside of valid range on numeric field: 1.0E17
          """)
  void aBadValueIsRefused(String field, String value, String errorCode, String message) {
    String id = lead("");

    SalesforceClient.Reply reply =
        client.patch(LEADS + "/" + id, "{\"%s\":%s}".formatted(field, value));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo(errorCode);
    assertThat(reply.message()).isEqualTo(message);
    assertThat(reply.body().get(0).has("fields")).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DoNotCall | "yes"      | Cannot deserialize instance of boolean from VALUE_STRING value yes or request may be missing a required field at [line:1, column:1]
          DoNotCall | null       | Cannot deserialize instance of boolean from VALUE_NULL value null or request may be missing a required field at [line:1, column:1]
          Phone     | 5550142    | Cannot deserialize instance of phone from VALUE_NUMBER_INT value 5550142 or request may be missing a required field at [line:1, column:1]
          City      | true       | Cannot deserialize instance of string from VALUE_TRUE value true or request may be missing a required field at [line:1, column:1]
          Budget__c | "much"     | Cannot deserialize instance of currency from VALUE_STRING value much or request may be missing a required field at [line:1, column:1]
          Leadloop_Last_Activity__c | "2017-10-17 00:00:00" | Cannot deserialize instance of datetime from VALUE_STRING value 2017-10-17 00:00:00 or request may be missing a required field at [line:1, column:1]
          Interest_Tags__c | ["Events"] | Cannot deserialize instance of multipicklist from START_ARRAY value [line:1, column:1]
          """)
  void aValueOfTheWrongTypeIsUnreadable(String field, String value, String message) {
    SalesforceClient.Reply reply =
        client.patch(LEADS + "/" + lead(""), "{\"%s\":%s}".formatted(field, value));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("JSON_PARSER_ERROR");
    assertThat(reply.message()).isEqualTo(message);
  }

  @Test
  void aKnownKeyIsADuplicate() {
    String first = lead("\"Leadloop_Key__c\":\"K-1\"");

    SalesforceClient.Reply reply =
        client.post(LEADS, "{\"LastName\":\"B\",\"Company\":\"C\",\"Leadloop_Key__c\":\"k-1\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .hasToString(
            ("[{\"message\":\"duplicate value found: Leadloop_Key__c duplicates value on record with"
                    + " id: %s\",\"errorCode\":\"DUPLICATE_VALUE\",\"fields\":[]}]")
                .formatted(first.substring(0, 15)));
  }

  @Test
  void theKeyOfADeletedRecordIsFree() {
    client.delete(LEADS + "/" + lead("\"Leadloop_Key__c\":\"K-1\""));

    assertThat(lead("\"Leadloop_Key__c\":\"K-1\"")).isNotEmpty();
  }

  @Test
  void anInactiveUserOwnsNothing() {
    JsonNode old =
        client.query("SELECT Id FROM User WHERE IsActive = false").body().at("/records/0/Id");

    assertThat(
            client
                .patch(LEADS + "/" + lead(""), "{\"OwnerId\":\"%s\"}".formatted(old.asText()))
                .errorCode())
        .isEqualTo("INACTIVE_OWNER_OR_USER");
  }

  @Test
  void aLockedRowIsRefusedUntilItIsFree() {
    String id = lead("");
    client.control("lock", "{\"id\":\"%s\",\"millis\":5000}".formatted(id));

    SalesforceClient.Reply reply = client.patch(LEADS + "/" + id, "{\"City\":\"Brno\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("UNABLE_TO_LOCK_ROW");
    assertThat(reply.message()).startsWith("unable to obtain exclusive access to this record");

    pass("PT5S");
    assertThat(client.patch(LEADS + "/" + id, "{\"City\":\"Brno\"}").status()).isEqualTo(204);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String missing = "00Q5f000000zzzz";
    String body =
        "[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]";

    for (SalesforceClient.Reply reply :
        new SalesforceClient.Reply[] {
          client.get(LEADS + "/" + missing),
          client.patch(LEADS + "/" + missing, "{\"City\":\"Brno\"}"),
          client.delete(LEADS + "/" + missing),
          client.get(API + "/sobjects/Laed/" + missing),
          client.get(API + "/sobjects/Contact/" + lead("")),
          client.get(API + "/chatter/feeds"),
          client.get(API + "/composite/forest/Lead"),
          client.get("/services/data/v49.0/limits"),
          client.get("/services/data/v69.0/limits"),
          client.get("/nowhere")
        }) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body()).hasToString(body);
    }
    assertThat(client.get("/services/data/v50.0/limits").status()).isEqualTo(200);
    assertThat(client.get("/services/data/v68.0/limits/").status()).isEqualTo(200);
    assertThat(client.get(LEADS + "/nonsense").message())
        .isEqualTo("Provided external ID field does not exist or is not accessible: nonsense");
  }

  @Test
  void aBodyThatIsNoJsonIsUnreadable() {
    assertThat(client.post(LEADS, "{\"LastName\":").errorCode()).isEqualTo("JSON_PARSER_ERROR");
    assertThat(client.post(LEADS, "{\"Phon\":\"1\"}").errorCode()).isEqualTo("INVALID_FIELD");
    assertThat(client.patch(LEADS + "/" + lead(""), "{\"Id\":\"x\"}").message())
        .isEqualTo("The Id field should not be specified in the sobject data.");
    assertThat(client.send("PUT", LEADS, "{}", Map.of()).status()).isEqualTo(401);
    assertThat(client.patch(LEADS, "{}").errorCode()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  @Test
  void historyKeepsTrackedFields() {
    String id = lead("\"City\":\"Brno\"");
    pass("PT1M");
    person.patch(
        LEADS + "/" + id,
        "{\"City\":\"Praha\",\"Leadloop_Token__c\":\"t\",\"DoNotCall\":true,\"OwnerId\":\"%s\"}"
            .formatted(user("ben@leadloop.example")));

    JsonNode rows =
        client
            .query(
                "SELECT Field, OldValue, NewValue, CreatedDate, CreatedBy.Name FROM LeadHistory"
                    + " WHERE LeadId = '%s' AND Field != 'created' ORDER BY Field".formatted(id))
            .body()
            .get("records");
    assertThat(rows).hasSize(4);
    assertThat(rows.at("/0/Field").asText()).isEqualTo("City");
    assertThat(rows.at("/0/OldValue").asText()).isEqualTo("Brno");
    assertThat(rows.at("/0/NewValue").asText()).isEqualTo("Praha");
    assertThat(rows.at("/0/CreatedBy/Name").asText()).isEqualTo("Ana Almeida");
    assertThat(rows.at("/0/CreatedDate").asText()).isEqualTo("2026-11-21T10:01:00.000+0000");
    assertThat(rows.at("/1/Field").asText()).isEqualTo("DoNotCall");
    assertThat(rows.at("/1/NewValue").asBoolean()).isTrue();
    assertThat(rows.at("/2/Field").asText()).isEqualTo("Owner");
    assertThat(rows.at("/2/NewValue").asText()).isEqualTo("Ben Brandt");
    assertThat(rows.at("/3/NewValue").asText()).isEqualTo(user("ben@leadloop.example"));
    assertThat(client.post(API + "/sobjects/LeadHistory", "{}").errorCode())
        .isEqualTo("INVALID_TYPE_FOR_OPERATION");
  }

  private String user(String email) {
    return client
        .query("SELECT Id FROM User WHERE Email = '%s'".formatted(email))
        .body()
        .at("/records/0/Id")
        .asText();
  }
}
