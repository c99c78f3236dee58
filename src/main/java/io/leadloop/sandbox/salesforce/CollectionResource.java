package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.FieldDefinition;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.RecordError;
import io.leadloop.sandbox.salesforce.org.RecordId;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code /composite/sobjects}: up to 200 records written, or 2,000 read, in one call. Each record
 * has its own outcome, in the order of the request, unless {@code allOrNone}.
 */
final class CollectionResource implements Resource {
  private static final int RETRIEVED_MAX = 2000;

  @Override
  public Answer answer(Access access, ApiCall call) {
    return switch (call.segments().size()) {
      case 2 -> write(access, call);
      case 3 -> retrieve(access, call);
      default -> upsert(access, call);
    };
  }

  private static Answer write(Access access, ApiCall call) {
    return switch (call.method()) {
      case "POST" -> save(access, request(access, call), access::create, false);
      case "PATCH" ->
          save(access, request(access, call), changes -> update(access, changes), false);
      case "DELETE" -> delete(access, call);
      default -> throw call.methodNotAllowed("DELETE", "PATCH", "POST");
    };
  }

  private static CollectionRequest request(Access access, ApiCall call) {
    return CollectionRequest.read(access, call.body());
  }

  private static SaveOutcome update(Access access, Changes changes) {
    String id = changes.id();
    if (id == null) {
      return new SaveOutcome(
          null,
          false,
          List.of(
              new RecordError(
                  "MISSING_ARGUMENT", "Id not specified in an update call", List.of("Id"))),
          List.of());
    }
    return access.update(id, changes);
  }

  private static Answer upsert(Access access, ApiCall call) {
    if (!call.method().equals("PATCH")) {
      throw call.methodNotAllowed("PATCH");
    }
    ObjectDefinition object = call.object(access, 2);
    FieldDefinition external = ExternalIdResource.external(access, object, call.segments().get(3));
    JsonNode sent = call.body().path("records");
    CollectionRequest request = request(access, call);
    if (request.records().stream().anyMatch(changes -> !changes.object().equals(object))) {
      throw new ApiError(
          400, "INVALID_TYPE", "All records of an upsert have to be of type " + object.name());
    }
    Set<String> keys = new HashSet<>();
    int[] position = {0};
    return save(
        access,
        request,
        changes -> {
          JsonNode key = key(sent.get(position[0]++), external);
          if (!key.asText().isEmpty() && !keys.add(key.asText().toLowerCase(Locale.ROOT))) {
            return refused("DUPLICATE_VALUE", "Duplicate external id specified: " + key.asText());
          }
          SaveOutcome outcome = access.upsert(external, key, changes, false);
          return outcome.choices().isEmpty()
              ? outcome
              : refused(
                  "DUPLICATE_EXTERNAL_ID",
                  "%s: more than one record found for external id field: %s"
                      .formatted(external.name(), outcome.choices()));
        },
        true);
  }

  private static JsonNode key(JsonNode record, FieldDefinition external) {
    for (var entry : record.properties()) {
      if (entry.getKey().equalsIgnoreCase(external.name())) {
        return entry.getValue();
      }
    }
    return NullNode.getInstance();
  }

  private static SaveOutcome refused(String statusCode, String message) {
    return new SaveOutcome(
        null, false, List.of(new RecordError(statusCode, message, List.of())), List.of());
  }

  private static Answer delete(Access access, ApiCall call) {
    List<String> ids = call.list("ids");
    if (ids == null) {
      throw new ApiError(400, "INVALID_ARGUMENT", "The ids parameter is missing");
    }
    CollectionRequest.checkSize(ids.size());
    List<SaveOutcome> outcomes = new ArrayList<>();
    ids.forEach(id -> outcomes.add(access.delete(id)));
    return answer(access, outcomes, call.flag("allOrNone"), false);
  }

  private static Answer save(
      Access access,
      CollectionRequest request,
      Function<Changes, SaveOutcome> save,
      boolean upsert) {
    List<SaveOutcome> outcomes = new ArrayList<>();
    request.records().forEach(changes -> outcomes.add(save.apply(changes)));
    return answer(access, outcomes, request.allOrNone(), upsert);
  }

  private static Answer answer(
      Access access, List<SaveOutcome> outcomes, boolean allOrNone, boolean upsert) {
    boolean failed = outcomes.stream().anyMatch(outcome -> !outcome.success());
    if (failed && allOrNone) {
      access.rollBack();
      outcomes.replaceAll(outcome -> outcome.success() ? SaveOutcome.rolledBack() : outcome);
    }
    ArrayNode results = Json.array();
    outcomes.forEach(outcome -> results.add(Outcomes.json(outcome, upsert)));
    return Answer.ok(results, outcomes.size());
  }

  private static Answer retrieve(Access access, ApiCall call) {
    ObjectDefinition object = call.object(access, 2);
    List<String> ids;
    List<String> fields;
    switch (call.method()) {
      case "POST" -> {
        ids = texts(call.body(), "ids");
        fields = texts(call.body(), "fields");
      }
      case "GET" -> {
        ids = given(call, "ids");
        fields = given(call, "fields");
      }
      default -> throw call.methodNotAllowed("GET", "HEAD", "POST");
    }
    if (ids.size() > RETRIEVED_MAX) {
      throw new ApiError(
          400,
          "EXCEEDED_ID_LIMIT",
          "record limit reached. cannot submit more than %d records into this call"
              .formatted(RETRIEVED_MAX));
    }
    for (String id : ids) {
      if (RecordId.wellFormed(id) && !id.startsWith(object.prefix())) {
        throw new ApiError(400, "MALFORMED_ID", "malformed id " + id);
      }
    }
    ArrayNode records = Json.array();
    for (JsonNode record : access.records(object, ids, fields, call.version())) {
      records.add(record == null ? NullNode.getInstance() : record);
    }
    return Answer.ok(records, ids.size());
  }

  private static List<String> given(ApiCall call, String parameter) {
    List<String> values = call.list(parameter);
    if (values == null) {
      throw new ApiError(
          400, "INVALID_ARGUMENT", "The %s parameter is missing".formatted(parameter));
    }
    return values;
  }

  private static List<String> texts(JsonNode body, String name) {
    JsonNode list = body.path(name);
    if (!list.isArray() || list.isEmpty()) {
      throw new ApiError(
          400, "INVALID_ARGUMENT", "The %s list is missing or empty".formatted(name));
    }
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
