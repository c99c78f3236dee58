package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Control;
import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What the sandbox adds to the control paths: an edit by a person, or by HubSpot itself. */
final class ControlEndpoints {
  private static final long PERSON_USER_ID = 102;

  private ControlEndpoints() {}

  /** Adds the route to a control router; the portal may be another one after a reset. */
  static void add(Router control, Supplier<HubSpotPortal> portal) {
    control.on("POST", "/_sandbox/edit", (request, path) -> edit(request, portal.get()));
  }

  /**
   * {@code {"id", "properties", "asVendor"?, "userId"?}}: a person changes a contact in the
   * screens, or, as the vendor, a visit, a click or a form changes what only the vendor sets.
   */
  private static Reply edit(Request request, HubSpotPortal portal) {
    try {
      JsonNode body = request.json();
      Author author =
          body.path("asVendor").asBoolean(false)
              ? Author.VENDOR
              : Author.person(body.path("userId").asLong(PERSON_USER_ID));
      Map<String, String> written = Inputs.properties(body);
      return portal.locked(
          () -> {
            CrmRecord before = portal.find(ObjectKind.CONTACTS, Inputs.id(body), null);
            if (before == null) {
              throw ApiProblem.notFound();
            }
            CrmRecord after = portal.update(before, written, author);
            return Reply.json(200, new RecordView(portal).written(after, written.keySet()));
          });
    } catch (ApiProblem problem) {
      return Reply.json(problem.status(), problem.json(UUID.randomUUID().toString()));
    } catch (MalformedBody malformed) {
      return Control.problem(400, String.valueOf(malformed.getMessage()));
    }
  }

  /** All living records with all their values. */
  static JsonNode dump(HubSpotPortal portal) {
    return portal.locked(
        () -> {
          ObjectNode dump = Json.object();
          RecordView view = new RecordView(portal);
          for (ObjectKind kind : ObjectKind.values()) {
            ArrayNode records = dump.putArray(kind.pathNames.get(0));
            for (CrmRecord record : portal.store(kind).byId().values()) {
              List<String> set = List.copyOf(record.history().keySet());
              List<String> other = List.of(kind == ObjectKind.CONTACTS ? "notes" : "contacts");
              records.add(view.read(record, new Selection(set, List.of(), other)));
            }
          }
          return dump;
        });
  }
}
