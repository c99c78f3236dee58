package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** {@code /sobjects/Lead/updated} and {@code /sobjects/Lead/deleted}. */
final class ReplicationResource implements Resource {
  @Override
  public Answer answer(Access access, ApiCall call) {
    if (!call.method().equals("GET")) {
      throw call.methodNotAllowed("GET", "HEAD");
    }
    ObjectDefinition object = call.object(access, 1);
    if (object.readOnly() || object.field("IsDeleted") == null) {
      throw new ApiError(
          400,
          "INVALID_TYPE_FOR_OPERATION",
          "entity type %s does not support replication".formatted(object.name()));
    }
    Instant start = moment(call, "start");
    Instant end = moment(call, "end");
    return call.segments().get(2).equals("updated")
        ? Answer.ok(access.updated(object, start, end), 0)
        : Answer.ok(access.deleted(object, start, end), 0);
  }

  private static Instant moment(ApiCall call, String parameter) {
    String text = call.parameter(parameter);
    try {
      // A plus that was not encoded has become a blank on its way.
      return OffsetDateTime.parse(text == null ? "" : text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw new ApiError(
          400, "INVALID_REPLICATION_DATE", "%s: invalid date: %s".formatted(parameter, text));
    }
  }
}
