package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;

/** Objects and fields as the vendor's describe calls tell them. */
public final class Describe {
  private Describe() {}

  /** What {@code /sobjects/Lead/describe} answers. */
  public static ObjectNode object(ObjectDefinition object, String version) {
    ObjectNode described = summary(object, version);
    ArrayNode fields = described.putArray("fields");
    object.fields().forEach(field -> fields.add(field(field)));
    return described;
  }

  /** The object without its fields, as the list of all objects has it. */
  public static ObjectNode summary(ObjectDefinition object, String version) {
    String url = "/services/data/%s/sobjects/%s".formatted(version, object.name());
    boolean writable = !object.readOnly();
    ObjectNode described =
        Json.object()
            .put("name", object.name())
            .put("label", object.name())
            .put("keyPrefix", object.prefix())
            .put("custom", object.name().endsWith("__c"))
            .put("createable", writable)
            .put("updateable", writable)
            .put("deletable", writable && object.field("IsDeleted") != null)
            .put("queryable", true)
            .put("retrieveable", true);
    described
        .putObject("urls")
        .put("sobject", url)
        .put("describe", url + "/describe")
        .put("rowTemplate", url + "/{ID}");
    return described;
  }

  private static ObjectNode field(FieldDefinition field) {
    boolean defaulted = field.initial() != null || field.name().equals("OwnerId");
    boolean nillable =
        !field.required()
            && field.type() != FieldType.BOOLEAN
            && field.type() != FieldType.ID
            && !field.name().equals("OwnerId");
    ObjectNode described =
        Json.object()
            .put("name", field.name())
            .put("label", field.label())
            .put("type", field.type().vendorName())
            .put("length", field.length())
            .put("precision", field.precision())
            .put("scale", field.scale())
            .put("createable", field.createable())
            .put("updateable", field.updateable())
            .put("nillable", nillable)
            .put("defaultedOnCreate", defaulted)
            .put("externalId", field.externalId())
            .put("unique", field.unique())
            .put("caseSensitive", false)
            .put("idLookup", field.externalId() || field.type() == FieldType.ID)
            .put("restrictedPicklist", field.restricted())
            .put("calculated", false)
            .put("custom", field.custom())
            .put("filterable", field.filterable())
            .put("sortable", field.sortable())
            .put("relationshipName", field.relationship());
    ArrayNode references = described.putArray("referenceTo");
    field.references().forEach(references::add);
    ArrayNode values = described.putArray("picklistValues");
    for (PicklistValue value : field.values()) {
      values
          .addObject()
          .put("value", value.value())
          .put("label", value.value())
          .put("active", true)
          .put("defaultValue", value.standard());
    }
    return described;
  }
}
