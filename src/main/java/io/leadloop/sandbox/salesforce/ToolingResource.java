package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import io.leadloop.sandbox.salesforce.soql.Parser;
import io.leadloop.sandbox.salesforce.soql.Query;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.List;

/** {@code /tooling}: custom fields, to be made, read and queried. */
final class ToolingResource implements Resource {
  @Override
  public Answer answer(Access access, ApiCall call) {
    List<String> path = call.segments().subList(1, call.segments().size());
    if (path.equals(List.of("query"))) {
      return query(access, call);
    }
    if (path.isEmpty() || !path.get(0).equals("sobjects") || path.size() > 3) {
      throw ApiError.notFound();
    }
    if (path.size() == 1) {
      return objects(access, call);
    }
    ObjectDefinition object = access.schema().object(path.get(1), true);
    if (object == null) {
      throw ApiError.notFound();
    }
    if (path.size() == 2) {
      return call.method().equals("GET") ? about(access, call, object) : create(access, call);
    }
    return path.get(2).equals("describe")
        ? Answer.ok(access.describe(object, call.version()), 0)
        : read(access, call, object, path.get(2));
  }

  private static Answer query(Access access, ApiCall call) {
    String text = call.parameter("q");
    if (text == null || text.isBlank()) {
      throw new ApiError(400, "MALFORMED_QUERY", "A query string has to be specified");
    }
    try {
      Query query = Parser.parse(text);
      ObjectNode found = access.toolingQuery(query, call.version());
      boolean whole =
          query.fields().stream().anyMatch(field -> field.text().equalsIgnoreCase("FullName"));
      int size = found.get("totalSize").asInt();
      if (whole && size > 1) {
        throw new ApiError(
            400,
            "MALFORMED_QUERY",
            "When retrieving results with Metadata or FullName fields, the query qualifications"
                + " must specify no more than one row for retrieval. Result size: "
                + size);
      }
      found.put("size", found.get("records").size()).put("entityTypeName", query.object());
      return Answer.ok(found, found.get("records").size());
    } catch (SoqlProblem e) {
      throw new ApiError(400, e.errorCode(), e.text());
    }
  }

  private static Answer objects(Access access, ApiCall call) {
    ObjectNode listed = Json.object().put("encoding", "UTF-8").put("maxBatchSize", 200);
    ArrayNode objects = listed.putArray("sobjects");
    for (ObjectDefinition object : access.schema().objects()) {
      if (object.tooling()) {
        objects.add(access.summary(object, call.version()));
      }
    }
    return Answer.ok(listed, 0);
  }

  private static Answer about(Access access, ApiCall call, ObjectDefinition object) {
    ObjectNode about = Json.object();
    about.set("objectDescribe", access.summary(object, call.version()));
    about.putArray("recentItems");
    return Answer.ok(about, 0);
  }

  private static Answer create(Access access, ApiCall call) {
    if (!call.method().equals("POST")) {
      throw call.methodNotAllowed("GET", "HEAD", "POST");
    }
    JsonNode body = call.body();
    SaveOutcome outcome =
        access.createCustomField(body.path("FullName").asText(""), body.path("Metadata"));
    if (!outcome.success()) {
      throw Outcomes.error(outcome);
    }
    ObjectNode saved = Outcomes.json(outcome, false);
    saved.putArray("warnings");
    saved.putArray("infos");
    return Answer.created(
        saved,
        "/services/data/%s/tooling/sobjects/CustomField/%s"
            .formatted(call.version(), outcome.id()));
  }

  private static Answer read(Access access, ApiCall call, ObjectDefinition object, String id) {
    if (!call.method().equals("GET")) {
      throw call.methodNotAllowed("GET", "HEAD");
    }
    ObjectNode record = access.record(object, id, null, call.version());
    if (record == null) {
      throw ApiError.notFound();
    }
    record.set("Metadata", access.customFieldMetadata(id));
    return Answer.ok(record, 1);
  }
}
