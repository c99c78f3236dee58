package io.leadloop.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** What the administrators of both accounts do to fields, through the vendors' own APIs. */
final class Administrator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROPERTIES =
      "/crm/properties/%s/contacts".formatted(VendorApis.VERSION);

  private final Stage stage;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;

  Administrator(Stage stage) {
    this.stage = stage;
    this.token =
        send(HttpRequest.newBuilder(
                    URI.create(stage.salesforce.baseUrl() + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=%s&client_secret=%s"
                            .formatted(
                                SalesforceSandbox.ADMIN_ID, SalesforceSandbox.ADMIN_SECRET))))
            .get("access_token")
            .asText();
  }

  /** Makes a property, or brings an archived one back. */
  void makeProperty(String name, String type, String fieldType, String more) {
    hubspot(
        "POST",
        PROPERTIES,
        """
        {"name":"%s","label":"%s","groupName":"contactinformation","type":"%s","fieldType":"%s"%s}
        """
            .formatted(name, name, type, fieldType, more));
  }

  void makeText(String name) {
    makeProperty(name, "string", "text", "");
  }

  void archiveProperty(String name) {
    hubspot("DELETE", PROPERTIES + "/" + name, "");
  }

  void changeProperty(String name, String change) {
    hubspot("PATCH", PROPERTIES + "/" + name, change);
  }

  private void hubspot(String method, String path, String body) {
    send(request(method, stage.hubspot.baseUrl() + path, HubSpotSandbox.PERSON_TOKEN, body));
  }

  /**
   * Makes a text field that people and our user may write.
   *
   * @return how our user is granted it
   */
  Granted makeField(String object, String name) {
    return makeField(object, name, Map.of("type", "Text", "length", 100));
  }

  /** The same with another type. */
  Granted makeField(String object, String name, Map<String, Object> type) {
    Map<String, Object> metadata = new HashMap<>(type);
    metadata.put("label", name);
    salesforce(
        "POST",
        "/tooling/sobjects/CustomField",
        Map.of("FullName", object + "." + name, "Metadata", metadata));
    grant(object, name, SalesforceSandbox.PERSON_EMAIL);
    return new Granted(grant(object, name, ""));
  }

  private String grant(String object, String name, String email) {
    String who =
        email.isEmpty()
            ? stage.salesforce.org().integrationUserId()
            : stage.salesforce.org().userId(email);
    String set = name.replace("__c", "") + object + (email.isEmpty() ? "Ours" : "People");
    String setId =
        salesforce("POST", "/sobjects/PermissionSet", Map.of("Name", set, "Label", set))
            .get("id")
            .asText();
    String permission =
        salesforce(
                "POST",
                "/sobjects/FieldPermissions",
                Map.of(
                    "ParentId",
                    setId,
                    "SobjectType",
                    object,
                    "Field",
                    object + "." + name,
                    "PermissionsRead",
                    true,
                    "PermissionsEdit",
                    true))
            .get("id")
            .asText();
    salesforce(
        "POST",
        "/sobjects/PermissionSetAssignment",
        Map.of("PermissionSetId", setId, "AssigneeId", who));
    return permission;
  }

  /** Lets our user delete records of an object, by a permission set of its own. */
  void letDelete(String object) {
    String set = "Delete" + object;
    String setId =
        salesforce("POST", "/sobjects/PermissionSet", Map.of("Name", set, "Label", set))
            .get("id")
            .asText();
    salesforce(
        "POST",
        "/sobjects/ObjectPermissions",
        Map.of(
            "ParentId",
            setId,
            "SobjectType",
            object,
            "PermissionsRead",
            true,
            "PermissionsEdit",
            true,
            "PermissionsDelete",
            true));
    salesforce(
        "POST",
        "/sobjects/PermissionSetAssignment",
        Map.of("PermissionSetId", setId, "AssigneeId", stage.salesforce.org().integrationUserId()));
  }

  /** What our user may do with a field. */
  final class Granted {
    private final String permission;

    private Granted(String permission) {
      this.permission = permission;
    }

    void hide() {
      set(false, false);
    }

    void readOnly() {
      set(true, false);
    }

    void giveBack() {
      set(true, true);
    }

    private void set(boolean read, boolean edit) {
      salesforce(
          "PATCH",
          "/sobjects/FieldPermissions/" + permission,
          Map.of("PermissionsRead", read, "PermissionsEdit", edit));
    }
  }

  private JsonNode salesforce(String method, String path, Object body) {
    return send(
        request(
            method,
            stage.salesforce.baseUrl() + VendorApis.DATA + path,
            token,
            JSON.valueToTree(body).toString()));
  }

  private static HttpRequest.Builder request(String method, String url, String token, String body) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
