package io.leadloop.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.setup.SalesforceFound.Field;
import io.leadloop.setup.SalesforceFound.Granted;
import io.leadloop.setup.SalesforceFound.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what an org has of what Leadloop needs. Changes nothing. */
final class SalesforceReader {
  private static final String CUSTOM = "__c";
  private static final List<String> OBJECT_RIGHTS =
      List.of(
          "PermissionsRead", "PermissionsCreate", "PermissionsEdit", "PermissionsViewAllRecords");

  private final SalesforceLogin admin;
  private final Needs needs;

  SalesforceReader(SalesforceLogin admin, Needs needs) {
    this.admin = admin;
    this.needs = needs;
  }

  /**
   * @param user the integration user, if she is known
   * @param userName as whom the configuration says that the daemon logs in, or empty
   */
  SalesforceFound read(Optional<User> user, String userName) {
    Map<String, Field> fields = new HashMap<>();
    SalesforceNeeds.OBJECTS.forEach(object -> described(object, fields));
    custom(fields);
    String set = first("SELECT Id FROM PermissionSet WHERE Name = '" + Needs.LABEL + "'");
    Map<String, Granted> objects = new HashMap<>();
    Map<String, Granted> grants = new HashMap<>();
    boolean assigned = false;
    if (!set.isEmpty()) {
      objects(set, objects);
      grants(set, grants);
      assigned =
          user.isPresent()
              && !first(
                      "SELECT Id FROM PermissionSetAssignment WHERE PermissionSetId = '%s' AND AssigneeId = '%s'"
                          .formatted(set, user.get().id()))
                  .isEmpty();
    }
    return new SalesforceFound(fields, set, objects, grants, user, userName, assigned);
  }

  /** Standard fields, and the custom ones that the administrator happens to see. */
  private void described(String object, Map<String, Field> fields) {
    JsonNode described = admin.ask("describe " + object, "/sobjects/" + object + "/describe");
    Set<String> addresses = new HashSet<>();
    for (JsonNode field : described.path("fields")) {
      if (field.path("type").asText().equals("address")) {
        addresses.add(field.path("name").asText());
      }
    }
    for (JsonNode field : described.path("fields")) {
      String name = field.path("name").asText();
      String whole = field.path("compoundFieldName").asText("");
      boolean ofAddress = addresses.contains(whole);
      List<String> words = new ArrayList<>();
      field.path("picklistValues").forEach(word -> words.add(word.path("value").asText()));
      fields.put(
          object + "." + name,
          new Field(
              field.path("type").asText(),
              field.path("length").asInt(),
              field.path("unique").asBoolean(),
              field.path("externalId").asBoolean(),
              ofAddress || field.path("permissionable").asBoolean(),
              ofAddress ? whole : name,
              words));
    }
  }

  /**
   * The custom fields that the configuration names. The describe call leaves out those that nobody
   * was given access to yet, the Tooling API does not.
   */
  private void custom(Map<String, Field> fields) {
    Set<String> named = new HashSet<>();
    needs.access().stream()
        .filter(access -> access.field().endsWith(CUSTOM))
        .forEach(access -> named.add(access.fullName()));
    needs.fields().forEach(field -> named.add(field.fullName()));
    String soql =
        "SELECT Id, DeveloperName, NamespacePrefix, TableEnumOrId FROM CustomField"
            + " WHERE TableEnumOrId IN ('Lead', 'Contact')";
    for (JsonNode row : admin.query("read its custom fields", "/tooling/query", soql)) {
      String prefix = row.path("NamespacePrefix").asText("");
      String name =
          "%s.%s%s%s"
              .formatted(
                  row.path("TableEnumOrId").asText(),
                  prefix.isEmpty() || prefix.equals("null") ? "" : prefix + "__",
                  row.path("DeveloperName").asText(),
                  CUSTOM);
      if (named.contains(name)) {
        fields.put(name, custom(name, row.path("Id").asText()));
      }
    }
  }

  private Field custom(String name, String id) {
    JsonNode metadata =
        admin.ask("read " + name, "/tooling/sobjects/CustomField/" + id).path("Metadata");
    List<String> words = new ArrayList<>();
    metadata
        .path("valueSet")
        .path("valueSetDefinition")
        .path("value")
        .forEach(word -> words.add(word.path("valueName").asText()));
    return new Field(
        metadata.path("type").asText(),
        metadata.path("length").asInt(0),
        metadata.path("unique").asBoolean(false),
        metadata.path("externalId").asBoolean(false),
        !metadata.path("required").asBoolean(false),
        name.substring(name.indexOf('.') + 1),
        words);
  }

  private void objects(String set, Map<String, Granted> objects) {
    List<String> rights = new ArrayList<>(OBJECT_RIGHTS);
    if (needs.deletes()) {
      rights.add("PermissionsDelete");
    }
    String soql =
        "SELECT Id, SobjectType, %s FROM ObjectPermissions WHERE ParentId = '%s'"
            .formatted(String.join(", ", rights), set);
    for (JsonNode row : admin.query("read object permissions", "/query", soql)) {
      boolean whole = rights.stream().allMatch(right -> row.path(right).asBoolean());
      objects.put(row.path("SobjectType").asText(), new Granted(row.path("Id").asText(), whole));
    }
  }

  private void grants(String set, Map<String, Granted> grants) {
    String soql =
        "SELECT Id, Field, PermissionsEdit FROM FieldPermissions WHERE ParentId = '%s'"
            .formatted(set);
    for (JsonNode row : admin.query("read field permissions", "/query", soql)) {
      grants.put(
          row.path("Field").asText(),
          new Granted(row.path("Id").asText(), row.path("PermissionsEdit").asBoolean()));
    }
  }

  private String first(String soql) {
    List<JsonNode> rows = admin.query("read permission sets", "/query", soql);
    return rows.isEmpty() ? "" : rows.get(0).path("Id").asText();
  }
}
