package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.util.List;

/** Objects and fields as the vendor's describe calls tell them to a user. */
final class Describe {
  private final Reader reader;
  private final String version;

  Describe(Reader reader, String version) {
    this.reader = reader;
    this.version = version;
  }

  /** What {@code /sobjects/Lead/describe} answers: only fields that the user may see. */
  ObjectNode object(ObjectDefinition object) {
    ObjectNode described = summary(object);
    described.putArray("actionOverrides");
    children(object, described.putArray("childRelationships"));
    described.put("compactLayoutable", true);
    ArrayNode fields = described.putArray("fields");
    for (FieldDefinition field : object.fields()) {
      Grant grant = reader.data().security().grant(reader.transaction(), object, field);
      if (grant != Grant.NONE) {
        fields.add(field(field, grant == Grant.EDIT));
      }
    }
    described.putArray("namedLayoutInfos");
    described.putArray("recordTypeInfos");
    described.putArray("supportedScopes");
    return described;
  }

  /** The object without its fields, as the list of all objects has it. */
  ObjectNode summary(ObjectDefinition object) {
    boolean writable = !object.readOnly();
    boolean deletable =
        writable && object.field("IsDeleted") != null && reader.may(object, ObjectRight.DELETE);
    boolean createable = writable && reader.may(object, ObjectRight.CREATE);
    boolean updateable = writable && reader.may(object, ObjectRight.EDIT);
    ObjectNode described =
        Json.object()
            .put("activateable", false)
            .put("createable", createable)
            .put("custom", object.name().endsWith("__c"))
            .put("customSetting", false)
            .put("deepCloneable", false)
            .put("deletable", deletable)
            .put("deprecatedAndHidden", false)
            .put("feedEnabled", false)
            .put("hasSubtypes", false)
            .put("isInterface", false)
            .put("isSubtype", false)
            .put("keyPrefix", object.prefix())
            .put("label", object.name())
            .put("labelPlural", object.name() + "s")
            .put("layoutable", writable && !object.setup())
            .put("mergeable", writable && object.field("MasterRecordId") != null)
            .put("mruEnabled", false)
            .put("name", object.name())
            .put("queryable", true)
            .put("replicateable", deletable)
            .put("retrieveable", true)
            .put("searchable", false)
            .put("triggerable", writable)
            .put("undeletable", deletable)
            .put("updateable", updateable);
    urls(object, described.putObject("urls"));
    return described;
  }

  private void urls(ObjectDefinition object, ObjectNode urls) {
    String url =
        "/services/data/%s/%ssobjects/%s"
            .formatted(version, object.tooling() ? "tooling/" : "", object.name());
    urls.put("sobject", url).put("describe", url + "/describe").put("rowTemplate", url + "/{ID}");
  }

  private void children(ObjectDefinition object, ArrayNode list) {
    for (ChildRelationship relationship : reader.data().schema().children(object)) {
      if (reader.may(relationship.object(), ObjectRight.READ)) {
        ObjectNode child =
            list.addObject()
                .put("cascadeDelete", false)
                .put("childSObject", relationship.object().name())
                .put("deprecatedAndHidden", false)
                .put("field", relationship.reference().name());
        child.putArray("junctionIdListNames");
        child.putArray("junctionReferenceTo");
        child.put("relationshipName", relationship.name()).put("restrictedDelete", false);
      }
    }
  }

  private static ObjectNode field(FieldDefinition field, boolean writable) {
    boolean defaulted =
        field.initial() != null
            || field.type() == FieldType.BOOLEAN
            || field.name().equals("OwnerId");
    boolean nillable =
        !field.required()
            && field.type() != FieldType.BOOLEAN
            && field.type() != FieldType.ID
            && !field.name().equals("OwnerId");
    ObjectNode described =
        Json.object()
            .put("aggregatable", field.filterable())
            .put("autoNumber", false)
            .put("byteLength", field.length() * 3)
            .put("calculated", false)
            .putNull("calculatedFormula")
            .put("cascadeDelete", false)
            .put("caseSensitive", field.caseSensitive())
            .put("createable", field.createable() && writable)
            .put("custom", field.custom())
            .putNull("defaultValue")
            .put("defaultedOnCreate", defaulted)
            .put("dependentPicklist", false)
            .put("deprecatedAndHidden", false)
            .put("digits", field.type() == FieldType.INT ? 9 : 0)
            .put("encrypted", false)
            .put("externalId", field.externalId())
            .put("filterable", field.filterable())
            .put("groupable", field.groupable())
            .put("idLookup", field.externalId() || field.type() == FieldType.ID)
            .putNull("inlineHelpText")
            .put("label", field.label())
            .put("length", field.length())
            .put("name", field.name())
            .put("nameField", field.name().equals("Name"))
            .put("nillable", nillable)
            .put("permissionable", field.permissionable())
            .put("polymorphicForeignKey", field.references().size() > 1)
            .put("precision", field.precision())
            .put("relationshipName", field.relationship())
            .put("restrictedPicklist", field.restricted())
            .put("scale", field.scale())
            .put("sortable", field.sortable())
            .put("type", field.type().vendorName())
            .put("unique", field.unique())
            .put("updateable", field.updateable() && writable);
    if (field.initial() instanceof Boolean initial) {
      described.put("defaultValue", initial);
    }
    ArrayNode references = described.putArray("referenceTo");
    field.references().forEach(references::add);
    values(described, field.values());
    return described;
  }

  private static void values(ObjectNode described, List<PicklistValue> values) {
    ArrayNode list = described.putArray("picklistValues");
    for (PicklistValue value : values) {
      list.addObject()
          .put("active", true)
          .put("defaultValue", value.standard())
          .put("label", value.value())
          .putNull("validFor")
          .put("value", value.value());
    }
  }
}
