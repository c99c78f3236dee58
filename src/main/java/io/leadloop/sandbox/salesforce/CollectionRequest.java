package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a collections call. It is read as a whole before anything is saved: an unknown field
 * or a value of the wrong type refuses all of it, as does a record without a type.
 */
record CollectionRequest(List<Changes> records, boolean allOrNone) {
  /** The most records of one call. */
  static final int RECORDS_MAX = 200;

  private static final int CHUNKS_MAX = 10;

  static CollectionRequest read(Access access, JsonNode body) {
    JsonNode list = body.path("records");
    if (!list.isArray() || list.isEmpty()) {
      throw new ApiError(400, "INVALID_ARGUMENT", "The records list is missing or empty");
    }
    checkSize(list.size());
    List<Changes> records = new ArrayList<>();
    int chunks = 0;
    ObjectDefinition last = null;
    for (JsonNode record : list) {
      ObjectDefinition object = object(access, record);
      if (!object.equals(last)) {
        chunks++;
        last = object;
      }
      records.add(access.changes(object, record));
    }
    if (chunks > CHUNKS_MAX) {
      throw new ApiError(
          400,
          "LIMIT_EXCEEDED",
          "Cannot have more than 10 chunks in a single operation. Please rearrange the data to"
              + " reduce chunking.");
    }
    return new CollectionRequest(List.copyOf(records), body.path("allOrNone").asBoolean(false));
  }

  static void checkSize(int records) {
    if (records > RECORDS_MAX) {
      throw new ApiError(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than %d records into this call"
              .formatted(RECORDS_MAX));
    }
  }

  private static ObjectDefinition object(Access access, JsonNode record) {
    String type = record.path("attributes").path("type").asText("");
    if (type.isEmpty()) {
      throw new ApiError(
          400, "INVALID_ARGUMENT", "Each record has to name its type: attributes.type");
    }
    ObjectDefinition object = access.object(type);
    if (object == null) {
      throw new ApiError(
          400, "INVALID_TYPE", "sObject type '%s' is not supported.".formatted(type));
    }
    return object;
  }
}
