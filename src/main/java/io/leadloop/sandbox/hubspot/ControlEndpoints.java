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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What the sandbox adds to the control paths: an edit by a person, or by HubSpot itself. */
final class ControlEndpoints {
  private static final long PERSON_USER_ID = 102;

  private ControlEndpoints() {}

  /** Adds the route to a control router; the portal may be another one after a reset. */
  static void add(Router control, Supplier<HubSpotPortal> portal) {
    control
        .on("POST", "/_sandbox/edit", (request, path) -> edit(request, portal.get()))
        .on("POST", "/_sandbox/restore", (request, path) -> restore(request, portal.get()))
        .on("POST", "/_sandbox/tokens", (request, path) -> grant(request, portal.get()))
        .on("DELETE", "/_sandbox/tokens/{token}", (request, path) -> revoke(path, portal.get()))
        .on("POST", "/_sandbox/required", (request, path) -> require(request, portal.get()));
  }

  /**
   * {@code {"id", "properties", "asVendor"?, "userId"?}}: a person changes a contact in the
   * screens, or, as the vendor, a visit, a click or a form changes what only the vendor sets.
   */
  private static Reply edit(Request request, HubSpotPortal portal) {
    return answered(() -> edited(request.json(), portal));
  }

  private static Reply edited(JsonNode body, HubSpotPortal portal) {
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
  }

  /** {@code {"id"}}: a person takes a contact out of the recycling bin. */
  private static Reply restore(Request request, HubSpotPortal portal) {
    return answered(
        () -> {
          long id = request.json().path("id").asLong();
          CrmRecord restored = portal.restore(ObjectKind.CONTACTS, id);
          return Reply.json(200, new RecordView(portal).written(restored, List.of()));
        });
  }

  /** {@code {"token", "scopes"?}}: the app has this token with these scopes, or with all. */
  private static Reply grant(Request request, HubSpotPortal portal) {
    return answered(
        () -> {
          JsonNode body = request.json();
          boolean all = !body.path("scopes").isArray();
          portal
              .tokens()
              .put(PropertyInput.required(body, "token"), all ? null : texts(body.path("scopes")));
          return Reply.noContent();
        });
  }

  private static Reply revoke(Map<String, String> path, HubSpotPortal portal) {
    portal.tokens().revoke(path.getOrDefault("token", ""));
    return Reply.noContent();
  }

  /**
   * {@code {"onCreate":[name], "conditional":[{"property","values":[],"required":[name]}]}}: what
   * an admin demands of each contact from now on.
   */
  private static Reply require(Request request, HubSpotPortal portal) {
    return answered(
        () -> {
          JsonNode body = request.json();
          List<RequiredRules.Conditional> rules = new ArrayList<>();
          for (JsonNode rule : body.path("conditional")) {
            rules.add(
                new RequiredRules.Conditional(
                    PropertyInput.required(rule, "property"),
                    Set.copyOf(texts(rule.path("values"))),
                    texts(rule.path("required"))));
          }
          return portal.locked(
              () -> {
                portal.requiredRules().set(texts(body.path("onCreate")), rules);
                return Reply.noContent();
              });
        });
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Reply answered(Supplier<Reply> step) {
    try {
      return step.get();
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
              List<String> other =
                  kind == ObjectKind.CONTACTS ? List.of("notes", "tasks") : List.of("contacts");
              records.add(view.read(record, new Selection(set, List.of(), other)));
            }
          }
          return dump;
        });
  }
}
