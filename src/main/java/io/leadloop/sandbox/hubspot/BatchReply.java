package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The answer of a batch while it grows: results, which the vendor gives in no particular order, and
 * the refusals of single rows, which make the status 207.
 */
final class BatchReply {
  private final Instant startedAt;
  private final List<Json.Writing> results = new ArrayList<>();
  private final List<ObjectNode> errors = new ArrayList<>();
  private int errorCount;

  BatchReply(Instant startedAt) {
    this.startedAt = startedAt;
  }

  /** Adds a row's result, with the row's trace id if it has one. */
  void add(ObjectNode result, JsonNode row) {
    if (row.hasNonNull("objectWriteTraceId")) {
      result.put("objectWriteTraceId", row.get("objectWriteTraceId").asText());
    }
    results.add(out -> out.writeTree(result));
  }

  /** Adds a result that is written when the answer is. */
  void add(Json.Writing result) {
    results.add(result);
  }

  /** Adds a row's refusal, which names the row by its trace id or else by its id. */
  void refuse(ApiProblem problem, JsonNode row) {
    Map<String, List<String>> named =
        row.hasNonNull("objectWriteTraceId")
            ? Map.of("objectWriteTraceId", List.of(row.get("objectWriteTraceId").asText()))
            : Map.of("ids", List.of(row.path("id").asText()));
    errors.add(problem.jsonOfRow(named));
    errorCount++;
  }

  /** Adds the refusal of a row that has a name and no id. */
  void refuseNamed(ApiProblem problem, String name) {
    errors.add(problem.jsonOfRow(Map.of("name", List.of(name))));
    errorCount++;
  }

  /** Adds one refusal for all the ids that are not there. */
  void notFound(ObjectKind kind, List<String> ids) {
    if (!ids.isEmpty()) {
      errors.add(missing(kind).jsonOfRow(Map.of("ids", ids)));
      errorCount++;
    }
  }

  static ApiProblem missing(ObjectKind kind) {
    return ApiProblem.of(
        404,
        "OBJECT_NOT_FOUND",
        "Could not get some %s objects, they may be deleted or not exist. Check that ids are valid."
            .formatted(kind.errorName));
  }

  /** The whole answer: {@code status} when every row went well, 207 otherwise. */
  Reply reply(int status, Random random, Instant completedAt) {
    Collections.shuffle(results, random);
    byte[] body = Json.written(out -> write(out, completedAt));
    return Reply.json(errors.isEmpty() ? status : 207, body, results.size());
  }

  private void write(JsonGenerator out, Instant completedAt) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", "COMPLETE");
    out.writeArrayFieldStart("results");
    for (Json.Writing result : results) {
      result.to(out);
    }
    out.writeEndArray();
    if (!errors.isEmpty()) {
      out.writeNumberField("numErrors", errorCount);
      out.writeArrayFieldStart("errors");
      for (ObjectNode error : errors) {
        out.writeTree(error);
      }
      out.writeEndArray();
    }
    out.writeStringField("startedAt", startedAt.toString());
    out.writeStringField("completedAt", completedAt.toString());
    out.writeEndObject();
  }
}
