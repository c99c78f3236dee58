package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /composite/tree/Account}: records with their children, all created or none. A refusal
 * names the records at fault only.
 */
final class TreeResource implements Resource {
  @Override
  public Answer answer(Access access, ApiCall call) {
    if (!call.method().equals("POST")) {
      throw call.methodNotAllowed("POST");
    }
    ObjectDefinition top = call.object(access, 2);
    JsonNode records = call.body().path("records");
    if (!records.isArray() || records.isEmpty()) {
      throw new ApiError(400, "INVALID_INPUT", "The records list is missing or empty");
    }
    Map<String, String> ids = new LinkedHashMap<>();
    for (List<TreeRecord> level : TreeRecord.levels(access.schema(), top, records)) {
      ArrayNode refused = create(access, level, ids);
      if (!refused.isEmpty()) {
        access.rollBack();
        ObjectNode answer = Json.object().put("hasErrors", true);
        answer.set("results", refused);
        return new Answer(400, answer, Map.of(), 0);
      }
    }
    ObjectNode answer = Json.object().put("hasErrors", false);
    ArrayNode results = answer.putArray("results");
    ids.forEach(
        (referenceId, id) -> results.addObject().put("referenceId", referenceId).put("id", id));
    return new Answer(201, answer, Map.of(), ids.size());
  }

  /** Creates one level; returns what was refused. */
  private static ArrayNode create(Access access, List<TreeRecord> level, Map<String, String> ids) {
    ArrayNode refused = Json.array();
    for (TreeRecord record : level) {
      SaveOutcome outcome = access.create(access.changes(record.object(), record.below(ids)));
      if (outcome.success()) {
        ids.put(record.referenceId(), String.valueOf(outcome.id()));
      } else {
        ObjectNode result = refused.addObject().put("referenceId", record.referenceId());
        result.set("errors", Outcomes.json(outcome, false).get("errors"));
      }
    }
    return refused;
  }
}
