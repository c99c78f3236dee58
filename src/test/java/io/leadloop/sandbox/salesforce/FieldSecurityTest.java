package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FieldSecurityTest extends SandboxFixture {
  private static final String FIELDS = API + "/tooling/sobjects/CustomField";
  private static final String SCORE =
      "{\"FullName\":\"Lead.Score__c\",\"Metadata\":{\"type\":\"Number\",\"label\":\"Score\","
          + "\"precision\":5,\"scale\":1}}";

  private SalesforceClient admin;

  @BeforeEach
  void anAdministrator() {
    admin =
        new SalesforceClient(sandbox.baseUrl())
            .login(SalesforceSandbox.ADMIN_ID, SalesforceSandbox.ADMIN_SECRET);
  }

  @Test
  void aFieldMadeByTheApiIsNobodysUntilItIsGranted() {
    String id = lead("");
    assertThat(admin.post(FIELDS, SCORE).status()).isEqualTo(201);

    for (SalesforceClient any : new SalesforceClient[] {client, person, admin}) {
      assertThat(any.query("SELECT Score__c FROM Lead").message()).contains("No such column");
    }
    assertThat(described("Score__c")).isNull();
    assertThat(write(id).errorCode()).isEqualTo("INVALID_FIELD");

    String set = admin.create("PermissionSet", "{\"Name\":\"Scores\",\"Label\":\"Scores\"}");
    String permission = grant(set, false);
    assertThat(client.query("SELECT Score__c FROM Lead").errorCode()).isEqualTo("INVALID_FIELD");
    assign(set);
    assertThat(client.query("SELECT Score__c FROM Lead").status()).isEqualTo(200);
    assertThat(described("Score__c").get("updateable").asBoolean()).isFalse();
    assertThat(write(id).errorCode()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");

    admin.patch(API + "/sobjects/FieldPermissions/" + permission, "{\"PermissionsEdit\":true}");
    assertThat(write(id).status()).isEqualTo(204);
    assertThat(read("Lead", id).get("Score__c").asDouble()).isEqualTo(7.3);
    assertThat(person.query("SELECT Score__c FROM Lead").errorCode()).isEqualTo("INVALID_FIELD");
  }

  @Test
  void aMadeFieldMayAskForItsHistory() {
    admin.post(FIELDS, SCORE.replace("\"precision\"", "\"trackHistory\":true,\"precision\""));
    String set = admin.create("PermissionSet", "{\"Name\":\"Scores\",\"Label\":\"Scores\"}");
    grant(set, true);
    assign(set);
    String id = lead("");
    write(id);

    assertThat(
            client
                .query("SELECT NewValue FROM LeadHistory WHERE Field = 'Score__c'")
                .body()
                .at("/records/0/NewValue")
                .asDouble())
        .isEqualTo(7.3);
  }

  @Test
  void anUngrantedFieldIsNoExternalIdEither() {
    admin.post(
        FIELDS,
        "{\"FullName\":\"Lead.Other_Id__c\",\"Metadata\":{\"type\":\"Text\",\"label\":\"Other\","
            + "\"length\":20,\"externalId\":true,\"unique\":true}}");

    assertThat(client.patch(API + "/sobjects/Lead/Other_Id__c/1", "{\"LastName\":\"x\"}").message())
        .isEqualTo("Provided external ID field does not exist or is not accessible: Other_Id__c");
  }

  @Test
  void theToolingApiListsCustomFields() {
    String id = admin.post(FIELDS, SCORE).body().get("id").asText();

    assertThat(
            tooling("SELECT Id FROM CustomField WHERE DeveloperName = 'Score'")
                .at("/records/0/Id")
                .asText())
        .isEqualTo(id);
    JsonNode field = admin.get(FIELDS + "/" + id).body();
    assertThat(field.get("FullName").asText()).isEqualTo("Lead.Score__c");
    assertThat(field.at("/Metadata/type").asText()).isEqualTo("Number");
    assertThat(field.at("/Metadata/scale").asInt()).isEqualTo(1);
    assertThat(tooling("SELECT FullName FROM CustomField").at("/0/errorCode").asText())
        .isEqualTo("MALFORMED_QUERY");
    assertThat(admin.query("SELECT Id FROM CustomField").errorCode()).isEqualTo("INVALID_TYPE");
    assertThat(tooling("SELECT Id FROM Lead").at("/0/errorCode").asText())
        .isEqualTo("INVALID_TYPE");
  }

  @Test
  void whatCannotBeMadeIsRefused() {
    admin.post(FIELDS, SCORE);
    assertThat(admin.post(FIELDS, SCORE).body())
        .hasToString(
            "[{\"message\":\"There is already a field named Score on Lead.\","
                + "\"errorCode\":\"DUPLICATE_DEVELOPER_NAME\",\"fields\":[]}]");
    assertThat(client.post(FIELDS, SCORE).errorCode()).isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    assertThat(admin.post(FIELDS, SCORE.replace("Lead.", "Laed.")).status()).isEqualTo(400);
    String unlabelled = SCORE.replace("\"label\":\"Score\",", "").replace("Score__c", "S3__c");
    assertThat(admin.post(FIELDS, unlabelled).errorCode()).isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(
            admin
                .post(FIELDS, SCORE.replace("Score__c", "S2__c").replace("Number", "Text"))
                .errorCode())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
    assertThat(
            client
                .post(API + "/sobjects/PermissionSet", "{\"Name\":\"x\",\"Label\":\"x\"}")
                .errorCode())
        .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    String set = admin.create("PermissionSet", "{\"Name\":\"Scores\",\"Label\":\"Scores\"}");
    assertThat(
            admin
                .post(
                    API + "/sobjects/FieldPermissions",
                    permission(set, false).replace("Score__c", "LastName"))
                .errorCode())
        .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
    grant(set, false);
    assertThat(admin.post(API + "/sobjects/FieldPermissions", permission(set, true)).errorCode())
        .isEqualTo("DUPLICATE_VALUE");
  }

  @Test
  void aResetForgetsMadeFields() {
    admin.post(FIELDS, SCORE);
    client.control("reset", "");
    assertThat(admin.post(FIELDS, SCORE).status()).isEqualTo(201);
  }

  private SalesforceClient.Reply write(String id) {
    return client.patch(API + "/sobjects/Lead/" + id, "{\"Score__c\":7.26}");
  }

  private JsonNode tooling(String soql) {
    return admin.get(API + "/tooling/query/?q=" + SalesforceClient.encode(soql)).body();
  }

  private String grant(String set, boolean edit) {
    return admin.create("FieldPermissions", permission(set, edit));
  }

  private static String permission(String set, boolean edit) {
    return "{\"ParentId\":\"%s\",\"SobjectType\":\"Lead\",\"Field\":\"Lead.Score__c\",\"PermissionsRead\":true,\"PermissionsEdit\":%s}"
        .formatted(set, edit);
  }

  private void assign(String set) {
    String me = client.get("/services/oauth2/userinfo").body().get("user_id").asText();
    admin.create(
        "PermissionSetAssignment",
        "{\"PermissionSetId\":\"%s\",\"AssigneeId\":\"%s\"}".formatted(set, me));
  }

  private JsonNode described(String name) {
    for (JsonNode field : client.get(API + "/sobjects/Lead/describe").body().get("fields")) {
      if (field.get("name").asText().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
