package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTest extends SandboxFixture {
  @Test
  void describeTellsTheFields() {
    Map<String, JsonNode> fields = fields("Lead");

    assertThat(fields.get("Leadloop_Key__c").get("externalId").asBoolean()).isTrue();
    assertThat(fields.get("Leadloop_Key__c").get("unique").asBoolean()).isTrue();
    assertThat(fields.get("LastName").get("length").asInt()).isEqualTo(80);
    assertThat(fields.get("LastName").get("nillable").asBoolean()).isFalse();
    assertThat(fields.get("IsConverted").get("updateable").asBoolean()).isFalse();
    assertThat(fields.get("Name").get("createable").asBoolean()).isFalse();
    assertThat(fields.get("Interest_Tags__c").get("type").asText()).isEqualTo("multipicklist");
    JsonNode status = fields.get("Status");
    assertThat(status.get("restrictedPicklist").asBoolean()).isTrue();
    assertThat(status.get("defaultedOnCreate").asBoolean()).isTrue();
    assertThat(status.get("picklistValues")).hasSize(6);
    assertThat(status.at("/picklistValues/0"))
        .hasToString(
            "{\"active\":true,\"defaultValue\":true,\"label\":\"Open - Not Contacted\","
                + "\"validFor\":null,\"value\":\"Open - Not Contacted\"}");
    assertThat(fields.get("OwnerId").at("/referenceTo/0").asText()).isEqualTo("User");
    assertThat(fields("Contact")).containsKey("Leadloop_Key__c").doesNotContainKey("Company");
    assertThat(client.get(API + "/sobjects/Laed/describe").status()).isEqualTo(404);
  }

  @Test
  void theObjectsAndVersionsAreListed() {
    assertThat(client.get(API + "/sobjects").body().get("sobjects")).hasSize(18);
    assertThat(client.get("/services/data").body()).hasSize(19);
    assertThat(client.get(API + "/").body().has("composite")).isTrue();
    assertThat(client.get(API + "/sobjects/Lead").body().at("/objectDescribe/keyPrefix").asText())
        .isEqualTo("00Q");
  }

  @Test
  void leadStatusesAndUsersAreThere() {
    assertThat(
            client
                .query("SELECT ApiName FROM LeadStatus WHERE IsConverted = true")
                .body()
                .at("/records/0/ApiName")
                .asText())
        .isEqualTo("Closed - Converted");
    assertThat(
            client
                .query("SELECT COUNT() FROM User WHERE IsActive = true")
                .body()
                .get("totalSize")
                .asInt())
        .isEqualTo(5);
  }

  @Test
  void controlShowsAndForgetsTheState() {
    lead("\"City\":\"Brno\"");
    assertThat(client.get("/_sandbox/dump").body().at("/Lead/0/City").asText()).isEqualTo("Brno");

    assertThat(client.control("reset", "").status()).isEqualTo(204);

    assertThat(client.query("SELECT COUNT() FROM Lead").body().get("totalSize").asInt()).isZero();
    assertThat(client.query("SELECT COUNT() FROM User").body().get("totalSize").asInt())
        .isEqualTo(6);
    assertThat(client.control("lock", "{}").status()).isEqualTo(400);
    assertThat(client.control("convert", "nonsense").status()).isEqualTo(400);
  }

  private Map<String, JsonNode> fields(String object) {
    Map<String, JsonNode> fields = new HashMap<>();
    client
        .get(API + "/sobjects/" + object + "/describe/")
        .body()
        .get("fields")
        .forEach(field -> fields.put(field.get("name").asText(), field));
    return fields;
  }
}
