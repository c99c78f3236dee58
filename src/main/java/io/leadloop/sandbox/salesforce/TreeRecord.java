package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ChildRelationship;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a tree, as sent.
 *
 * @param parent the reference id of the record above; null at the top
 * @param reference the field that refers to it; null at the top
 * @param fields without the children
 */
record TreeRecord(
    ObjectDefinition object,
    String referenceId,
    @Nullable String parent,
    @Nullable String reference,
    ObjectNode fields) {
  private static final int LEVELS_MAX = 5;
  private static final int RECORDS_MAX = 200;

  /** A record and how it was sent, with its children. */
  private record Sent(TreeRecord record, JsonNode json) {}

  /** The records level by level. */
  static List<List<TreeRecord>> levels(Schema schema, ObjectDefinition top, JsonNode records) {
    List<Sent> level = new ArrayList<>();
    add(level, top, null, null, records);
    List<List<TreeRecord>> levels = new ArrayList<>();
    while (!level.isEmpty()) {
      levels.add(level.stream().map(Sent::record).toList());
      List<Sent> next = new ArrayList<>();
      level.forEach(sent -> addChildren(next, schema, sent.record(), sent.json()));
      level = next;
    }
    List<String> ids = levels.stream().flatMap(List::stream).map(TreeRecord::referenceId).toList();
    if (levels.size() > LEVELS_MAX || ids.size() > RECORDS_MAX) {
      throw new ApiError(
          400,
          "LIMIT_EXCEEDED",
          "A tree can have no more than %d records on %d levels"
              .formatted(RECORDS_MAX, LEVELS_MAX));
    }
    if (ids.stream().distinct().count() < ids.size()) {
      throw new ApiError(400, "INVALID_INPUT", "Each record has to have a reference id of its own");
    }
    return levels;
  }

  private static void addChildren(
      List<Sent> next, Schema schema, TreeRecord record, JsonNode sent) {
    sent.properties()
        .forEach(
            entry -> {
              ChildRelationship children = relationship(schema, record.object(), entry);
              if (children != null) {
                add(
                    next,
                    children.object(),
                    record.referenceId(),
                    children.reference().name(),
                    entry.getValue().path("records"));
                record.fields().remove(entry.getKey());
              }
            });
  }

  private static @Nullable ChildRelationship relationship(
      Schema schema, ObjectDefinition object, Map.Entry<String, JsonNode> entry) {
    return entry.getValue().has("records") ? schema.child(object, entry.getKey()) : null;
  }

  private static void add(
      List<Sent> level,
      ObjectDefinition object,
      @Nullable String parent,
      @Nullable String reference,
      JsonNode records) {
    for (JsonNode sent : records) {
      JsonNode attributes = sent.path("attributes");
      String referenceId = attributes.path("referenceId").asText("");
      if (referenceId.isEmpty()) {
        throw new ApiError(
            400, "INVALID_INPUT", "Include a reference ID for each record in the request.");
      }
      if (!object.name().equalsIgnoreCase(attributes.path("type").asText())) {
        throw new ApiError(
            400,
            "INVALID_INPUT",
            "Record %s has to be of type %s".formatted(referenceId, object.name()));
      }
      ObjectNode fields = Json.object();
      sent.properties().forEach(entry -> fields.set(entry.getKey(), entry.getValue()));
      level.add(new Sent(new TreeRecord(object, referenceId, parent, reference, fields), sent));
    }
  }

  /** The fields with the id of the record above, if there is one. */
  ObjectNode below(Map<String, String> ids) {
    if (parent != null && reference != null) {
      fields.put(reference, ids.get(parent));
    }
    return fields;
  }
}
