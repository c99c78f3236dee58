package io.leadloop.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.SandboxClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectPermissionTest extends SandboxFixture {
  private static final String GRANTED =
      """
      objects:
        Lead: { granted: [read] }
        Account: { granted: [] }
        Contact: { granted: [read, create, edit] }
      """;

  @TempDir static Path folder;
  private SalesforceClient admin;

  @Override
  SalesforceOptions options(SandboxClock clock) {
    try {
      return super.options(clock)
          .withExtraObjects(Files.writeString(folder.resolve("granted.yaml"), GRANTED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void anAdministrator() {
    admin =
        new SalesforceClient(sandbox.baseUrl())
            .login(SalesforceSandbox.ADMIN_ID, SalesforceSandbox.ADMIN_SECRET);
  }

  @Test
  void anObjectThatMayNotBeReadIsNotThere() {
    String id = admin.create("Account", "{\"Name\":\"Acme\"}");

    assertThat(client.get(API + "/sobjects/Account/" + id).status()).isEqualTo(404);
    assertThat(client.get(API + "/sobjects/Account/describe").errorCode()).isEqualTo("NOT_FOUND");
    assertThat(client.query("SELECT Id FROM Account").errorCode()).isEqualTo("INVALID_TYPE");
    assertThat(client.query("SELECT Account.Name FROM Contact").message())
        .contains("Didn't understand relationship 'Account' in field path.");
    assertThat(collection("Account", "\"Name\":\"x\"").errorCode()).isEqualTo("INVALID_TYPE");
    List<String> listed = new ArrayList<>();
    client
        .get(API + "/sobjects")
        .body()
        .get("sobjects")
        .forEach(object -> listed.add(object.get("name").asText()));
    assertThat(listed).contains("Lead").doesNotContain("Account");
    assertThat(admin.get(API + "/sobjects/Account/" + id).status()).isEqualTo(200);
  }

  @Test
  void whatMayBeReadAloneCannotBeWritten() {
    String id = admin.create("Lead", "{\"LastName\":\"Novak\",\"Company\":\"Acme\"}");

    assertThat(read("Lead", id).get("LastName").asText()).isEqualTo("Novak");
    SalesforceClient.Reply created =
        client.post(API + "/sobjects/Lead", "{\"LastName\":\"x\",\"Company\":\"y\"}");
    assertThat(created.status()).isEqualTo(400);
    assertThat(created.errorCode()).isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
    assertThat(created.message()).isEqualTo("entity type cannot be inserted: Lead");
    for (SalesforceClient.Reply refused :
        List.of(
            client.patch(API + "/sobjects/Lead/" + id, "{\"City\":\"Brno\"}"),
            client.delete(API + "/sobjects/Lead/" + id))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.errorCode()).isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
    }
    JsonNode results = collection("Lead", "\"LastName\":\"x\",\"Company\":\"y\"").body();
    assertThat(error(results, 0).get("statusCode").asText())
        .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
  }

  @Test
  void describeTellsWhatTheUserMayDo() {
    JsonNode lead = client.get(API + "/sobjects/Lead/describe").body();
    assertThat(lead.get("createable").asBoolean()).isFalse();
    assertThat(lead.get("updateable").asBoolean()).isFalse();
    assertThat(lead.get("deletable").asBoolean()).isFalse();
    JsonNode contact = client.get(API + "/sobjects/Contact/describe").body();
    assertThat(contact.get("createable").asBoolean()).isTrue();
    assertThat(contact.get("deletable").asBoolean()).isFalse();
    assertThat(admin.get(API + "/sobjects/Lead/describe").body().get("createable").asBoolean())
        .isTrue();
  }

  @Test
  void anAssignedPermissionSetGrantsMore() {
    String set = admin.create("PermissionSet", "{\"Name\":\"Leads\",\"Label\":\"Leads\"}");
    String permissions =
        admin.create(
            "ObjectPermissions",
            "{\"ParentId\":\"%s\",\"SobjectType\":\"Lead\",\"PermissionsRead\":true,\"PermissionsCreate\":true}"
                .formatted(set));
    assertThat(client.post(API + "/sobjects/Lead", "{}").errorCode())
        .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");

    String me = client.get("/services/oauth2/userinfo").body().get("user_id").asText();
    admin.create(
        "PermissionSetAssignment",
        "{\"PermissionSetId\":\"%s\",\"AssigneeId\":\"%s\"}".formatted(set, me));
    String id = lead("");
    String path = API + "/sobjects/Lead/" + id;
    assertThat(client.patch(path, "{\"City\":\"Brno\"}").status()).isEqualTo(403);
    admin.patch(API + "/sobjects/ObjectPermissions/" + permissions, "{\"PermissionsEdit\":true}");
    assertThat(client.patch(path, "{\"City\":\"Brno\"}").status()).isEqualTo(204);
    assertThat(person.patch(path, "{\"City\":\"Graz\"}").status()).isEqualTo(403);
  }

  private SalesforceClient.Reply collection(String type, String fields) {
    return client.post(
        API + "/composite/sobjects",
        "{\"records\":[{\"attributes\":{\"type\":\"%s\"},%s}]}".formatted(type, fields));
  }
}
