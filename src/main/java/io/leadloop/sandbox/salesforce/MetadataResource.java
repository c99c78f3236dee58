package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ObjectDefinition;
import java.util.function.UnaryOperator;

/** What the API tells of itself: its resources, the objects, their fields, the limits. */
final class MetadataResource implements Resource {
  private final DailyCalls calls;
  private final UnaryOperator<String> identity;

  /**
   * @param identity the URL that tells of a user
   */
  MetadataResource(DailyCalls calls, UnaryOperator<String> identity) {
    this.calls = calls;
    this.identity = identity;
  }

  @Override
  public Answer answer(Access access, ApiCall call) {
    if (!call.method().equals("GET")) {
      throw call.methodNotAllowed("GET", "HEAD");
    }
    if (call.segments().isEmpty()) {
      return Answer.ok(resources(access, call), 0);
    }
    if (call.segments().get(0).equals("limits")) {
      return Answer.ok(limits(), 0);
    }
    if (call.segments().size() == 1) {
      return Answer.ok(objects(access, call), 0);
    }
    return Answer.ok(access.describe(call.object(access, 1), call.version()), 0);
  }

  private ObjectNode resources(Access access, ApiCall call) {
    String base = "/services/data/" + call.version();
    return Json.object()
        .put("composite", base + "/composite")
        .put("identity", identity.apply(access.userId()))
        .put("jobs", base + "/jobs")
        .put("limits", base + "/limits")
        .put("query", base + "/query")
        .put("queryAll", base + "/queryAll")
        .put("sobjects", base + "/sobjects")
        .put("tooling", base + "/tooling");
  }

  private static ObjectNode objects(Access access, ApiCall call) {
    ObjectNode listed =
        Json.object().put("encoding", "UTF-8").put("maxBatchSize", CollectionRequest.RECORDS_MAX);
    ArrayNode objects = listed.putArray("sobjects");
    for (ObjectDefinition object : access.schema().objects()) {
      if (access.object(object.name()) != null) {
        objects.add(access.summary(object, call.version()));
      }
    }
    return listed;
  }

  private ObjectNode limits() {
    ObjectNode limits = Json.object();
    limits
        .putObject("DailyApiRequests")
        .put("Max", calls.max())
        .put("Remaining", Math.max(0, calls.max() - calls.used()));
    return limits;
  }
}
