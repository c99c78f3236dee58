package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource answers, before it is bytes: a composite call puts it into its own answer.
 *
 * @param body null for none
 * @param records how many records were read or written, for the call log
 */
record Answer(int status, @Nullable JsonNode body, Map<String, String> headers, int records) {
  static Answer ok(JsonNode body, int records) {
    return new Answer(200, body, Map.of(), records);
  }

  /** 201 with the record's place. */
  static Answer created(JsonNode body, String location) {
    return new Answer(201, body, Map.of("Location", location), 1);
  }

  static Answer noContent(int records) {
    return new Answer(204, null, Map.of(), records);
  }

  /** A refused request: a list of one error. */
  static Answer refused(ApiError error) {
    ArrayNode errors = Json.array();
    ObjectNode only =
        errors.addObject().put("message", error.text()).put("errorCode", error.errorCode());
    List<String> fields = error.fields();
    if (fields != null) {
      ArrayNode names = only.putArray("fields");
      fields.forEach(names::add);
    }
    ObjectNode duplicates = error.duplicates();
    if (duplicates != null) {
      // The vendor's own spelling in answers for one record.
      only.set("duplicateResut", duplicates);
    }
    return new Answer(error.status(), errors, Map.of(), 0);
  }

  boolean success() {
    return status < 300;
  }

  Reply reply() {
    return body == null
        ? new Reply(status, headers, new byte[0], records)
        : Reply.json(status, body, records).withHeaders(headers);
  }
}
