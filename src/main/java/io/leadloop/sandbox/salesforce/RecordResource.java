package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.Changes;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import io.leadloop.sandbox.salesforce.org.RecordId;
import io.leadloop.sandbox.salesforce.org.SaveOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /sobjects/Lead} and {@code /sobjects/Lead/ID}: one record at a time. */
final class RecordResource implements Resource {
  @Override
  public Answer answer(Access access, ApiCall call) {
    ObjectDefinition object = call.object(access, 1);
    if (call.segments().size() == 2) {
      return switch (call.method()) {
        case "POST" -> create(access, call, object);
        case "GET" -> about(access, call, object);
        default -> throw call.methodNotAllowed("GET", "HEAD", "POST");
      };
    }
    String id = call.segments().get(2);
    if (!RecordId.wellFormed(id)) {
      throw new ApiError(
          404,
          "NOT_FOUND",
          "Provided external ID field does not exist or is not accessible: " + id);
    }
    return switch (call.method()) {
      case "GET" -> read(access, call, object, id);
      case "PATCH" -> update(access, call, object, id);
      case "DELETE" -> delete(access, object, id);
      default -> throw call.methodNotAllowed("DELETE", "GET", "HEAD", "PATCH");
    };
  }

  /** What an object is, without its fields; nobody has looked at records here recently. */
  private static Answer about(Access access, ApiCall call, ObjectDefinition object) {
    ObjectNode about = Json.object();
    about.set("objectDescribe", access.summary(object, call.version()));
    about.putArray("recentItems");
    return Answer.ok(about, 0);
  }

  static Answer read(Access access, ApiCall call, ObjectDefinition object, String id) {
    List<String> fields = call.list("fields");
    ObjectNode record = access.record(object, id, withId(fields), call.version());
    if (record == null) {
      throw ApiError.notFound();
    }
    return Answer.ok(record, 1);
  }

  private static Answer create(Access access, ApiCall call, ObjectDefinition object) {
    Changes changes = changes(access, call, object);
    SaveOutcome outcome = access.create(changes);
    if (!outcome.success()) {
      throw Outcomes.error(outcome);
    }
    return Answer.created(
        Outcomes.json(outcome, false), call.location(object, String.valueOf(outcome.id())));
  }

  private static Answer update(Access access, ApiCall call, ObjectDefinition object, String id) {
    if (!id.startsWith(object.prefix())) {
      throw ApiError.notFound();
    }
    SaveOutcome outcome = access.update(id, changes(access, call, object));
    if (!outcome.success()) {
      throw Outcomes.error(outcome);
    }
    return Answer.noContent(1);
  }

  static Answer delete(Access access, ObjectDefinition object, String id) {
    if (!id.startsWith(object.prefix())) {
      throw ApiError.notFound();
    }
    SaveOutcome outcome = access.delete(id);
    if (!outcome.success()) {
      throw Outcomes.error(outcome);
    }
    return Answer.noContent(1);
  }

  static Changes changes(Access access, ApiCall call, ObjectDefinition object) {
    Changes changes = access.changes(object, call.body());
    if (changes.id() != null) {
      throw new ApiError(
          400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.");
    }
    return changes;
  }

  /** The vendor gives the id whether it is asked for or not. */
  private static @Nullable List<String> withId(@Nullable List<String> fields) {
    if (fields == null) {
      return null;
    }
    List<String> all = new ArrayList<>(fields);
    if (fields.stream().noneMatch("Id"::equalsIgnoreCase)) {
      all.add("Id");
    }
    return all;
  }
}
