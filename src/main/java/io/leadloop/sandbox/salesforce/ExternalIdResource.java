package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.FieldDefinition;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.util.List;
import java.util.Map;

/** {@code /sobjects/Lead/FIELD/VALUE}: one record by its external id. */
final class ExternalIdResource implements Resource {
  @Override
  public Answer answer(Access access, ApiCall call) {
    ObjectDefinition object = call.object(access, 1);
    FieldDefinition external = external(access, object, call.segments().get(2));
    String key = call.segments().get(3);
    return switch (call.method()) {
      case "GET" -> read(access, call, object, external, key);
      case "PATCH" -> upsert(access, call, object, external, key);
      case "DELETE" -> delete(access, object, external, key);
      default -> throw call.methodNotAllowed("DELETE", "GET", "HEAD", "PATCH");
    };
  }

  static FieldDefinition external(Access access, ObjectDefinition object, String name) {
    FieldDefinition field = access.field(object, name);
    if (field == null || !field.externalId()) {
      throw new ApiError(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + name);
    }
    return field;
  }

  private static Answer read(
      Access access, ApiCall call, ObjectDefinition object, FieldDefinition external, String key) {
    List<String> ids = access.find(external, object, key);
    if (ids.isEmpty()) {
      throw ApiError.notFound();
    }
    return ids.size() > 1
        ? choices(call, object, ids)
        : RecordResource.read(access, call, object, ids.get(0));
  }

  private static Answer delete(
      Access access, ObjectDefinition object, FieldDefinition external, String key) {
    List<String> ids = access.find(external, object, key);
    if (ids.size() != 1) {
      throw ApiError.notFound();
    }
    return RecordResource.delete(access, object, ids.get(0));
  }

  private static Answer upsert(
      Access access, ApiCall call, ObjectDefinition object, FieldDefinition external, String key) {
    Changes changes = RecordResource.changes(access, call, object);
    if (changes.values().containsKey(external)) {
      throw new ApiError(
          400,
          "INVALID_FIELD",
          "The %s field should not be specified in the sobject data.".formatted(external.name()));
    }
    SaveOutcome outcome =
        access.upsert(external, TextNode.valueOf(key), changes, call.flag("updateOnly"));
    if (!outcome.choices().isEmpty()) {
      return choices(call, object, outcome.choices());
    }
    if (!outcome.success()) {
      throw Outcomes.error(outcome);
    }
    return outcome.created()
        ? Answer.created(
            Outcomes.json(outcome, true), call.location(object, String.valueOf(outcome.id())))
        : Answer.ok(Outcomes.json(outcome, true), 1);
  }

  /** {@code 300}: the records between which the caller has to choose; nothing was saved. */
  private static Answer choices(ApiCall call, ObjectDefinition object, List<String> ids) {
    ArrayNode urls = Json.array();
    ids.forEach(id -> urls.add(call.location(object, id)));
    return new Answer(300, urls, Map.of(), 0);
  }
}
