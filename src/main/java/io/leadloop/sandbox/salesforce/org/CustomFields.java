package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Custom fields as the Tooling API has them. A new one exists at once and is granted to nobody.
 * Guarded by the org's lock.
 */
final class CustomFields {
  private static final Pattern FULL_NAME =
      Pattern.compile("([A-Za-z_]\\w*)\\.([A-Za-z]\\w{0,39}__c)");

  private final OrgData data;

  CustomFields(OrgData data) {
    this.data = data;
  }

  /** Gives each field that was there at the start its record. */
  void tellBuiltIn(Transaction transaction) {
    for (ObjectDefinition object : data.schema().objects()) {
      for (FieldDefinition field : object.fields()) {
        if (field.custom()) {
          insert(transaction, object, field);
        }
      }
    }
  }

  SaveOutcome create(Transaction transaction, String fullName, JsonNode metadata) {
    if (!data.security().customizes(transaction)) {
      return refused("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }
    var matcher = FULL_NAME.matcher(fullName);
    ObjectDefinition object = matcher.matches() ? data.schema().object(matcher.group(1)) : null;
    if (object == null || object.readOnly()) {
      return refused(
          "FIELD_INTEGRITY_EXCEPTION",
          "Entity Enumeration Or ID: bad value for restricted picklist field: "
              + fullName.split("\\.", 2)[0]);
    }
    String name = fullName.substring(fullName.indexOf('.') + 1);
    if (object.field(name) != null) {
      return refused(
          "DUPLICATE_DEVELOPER_NAME",
          "There is already a field named %s on %s."
              .formatted(name.substring(0, name.length() - "__c".length()), object.name()));
    }
    RecordError wrong = FieldMetadata.refuse(metadata);
    if (wrong != null) {
      return SaveOutcome.refused(null, wrong);
    }
    FieldDefinition field =
        FieldSettings.read(object.fields().size(), name, FieldMetadata.settings(metadata), false);
    object.grow(field);
    data.table(object).grow(field);
    return SaveOutcome.saved(insert(transaction, object, field).id(), true);
  }

  /** A field's metadata by the id of its record; null when there is no such record. */
  @Nullable ObjectNode metadata(Values values, ObjectDefinition customField) {
    String fullName = String.valueOf(values.get(customField.known("FullName")));
    ObjectDefinition object = data.schema().object(fullName.split("\\.", 2)[0]);
    FieldDefinition field =
        object == null ? null : object.field(fullName.substring(fullName.indexOf('.') + 1));
    return object == null || field == null ? null : FieldMetadata.of(field, object.tracks(field));
  }

  private Row insert(Transaction transaction, ObjectDefinition object, FieldDefinition field) {
    Table table = data.table("CustomField");
    ObjectDefinition of = table.object();
    Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>();
    values.put(of.known("DeveloperName"), field.name().substring(0, field.name().length() - 3));
    values.put(of.known("TableEnumOrId"), object.name());
    values.put(of.known("FullName"), object.name() + "." + field.name());
    Row row = table.insert();
    Stamping.insert(transaction, table, row, values);
    return row;
  }

  private static SaveOutcome refused(String statusCode, String message) {
    return SaveOutcome.refused(null, RecordError.of(statusCode, message));
  }
}
