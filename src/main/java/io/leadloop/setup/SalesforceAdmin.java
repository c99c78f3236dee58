package io.leadloop.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.config.SalesforceSection;
import io.leadloop.setup.SalesforceFound.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Salesforce's fields and our permission set, with an administrator's login. For one run: it
 * remembers the permission set that it makes.
 */
public final class SalesforceAdmin {
  /** The most records that one call creates. */
  private static final int COLLECTION = 200;

  private static final String COLLECTIONS = "/composite/sobjects";

  private final SalesforceLogin admin;
  private final Needs needs;
  private Optional<User> user;
  private String userName = "";
  private String permissionSetId = "";

  private SalesforceAdmin(SalesforceLogin admin, Needs needs, Optional<User> user) {
    this.admin = admin;
    this.needs = needs;
    this.user = user;
  }

  /**
   * Logs in.
   *
   * @param daemon what the daemon logs in with, only to learn who that is; null when it is not set
   * @throws Refused when the administrator cannot log in
   */
  public static SalesforceAdmin open(
      AdminHttp http,
      SalesforceSection section,
      SetupSecrets.Client client,
      SetupSecrets.@Nullable Client daemon,
      Needs needs) {
    SalesforceLogin admin = SalesforceLogin.open(http, section, client);
    return new SalesforceAdmin(admin, needs, integrationUser(http, section, daemon));
  }

  private static Optional<User> integrationUser(
      AdminHttp http, SalesforceSection section, SetupSecrets.@Nullable Client daemon) {
    if (daemon == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SalesforceLogin.open(http, section, daemon).user());
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /**
   * Says who the integration user is, where its login does not tell.
   *
   * @param name as she logs in; empty when it is not known
   * @throws Refused when users may not be asked for
   */
  public void integrationUser(String name) {
    userName = name;
    if (name.isEmpty() || user.isPresent()) {
      return;
    }
    String quoted = name.replace("\\", "\\\\").replace("'", "\\'");
    user =
        admin
            .query(
                "find the integration user",
                "/query",
                "SELECT Id, Username FROM User WHERE Username = '" + quoted + "'")
            .stream()
            .findFirst()
            .map(row -> new User(row.path("Id").asText(), row.path("Username").asText()));
  }

  /**
   * What the org has.
   *
   * @throws Refused when it may not be asked
   */
  public SalesforceFound read() {
    SalesforceFound found = new SalesforceReader(admin, needs).read(user, userName);
    permissionSetId = found.permissionSetId();
    return found;
  }

  /**
   * Carries out the steps that are Salesforce's, after {@link #read}, and says what came of each as
   * it happens.
   */
  public void apply(List<Step> steps, Consumer<Outcome> told) {
    List<Step> grants = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.CreateField create) {
        told.accept(outcome(step, post("/tooling/sobjects/CustomField", json(create.need()))));
      } else if (step instanceof Step.CreatePermissionSet) {
        told.accept(permissionSet(step));
      } else if (step instanceof Step.GrantObject || step instanceof Step.GrantField) {
        grants.add(step);
      }
    }
    grant(grants, told);
    for (Step step : steps) {
      if (step instanceof Step.Assign assign) {
        ObjectNode body =
            object().put("PermissionSetId", permissionSetId).put("AssigneeId", assign.userId());
        told.accept(
            permissionSetId.isEmpty()
                ? withoutSet(step)
                : outcome(step, post("/sobjects/PermissionSetAssignment", body)));
      }
    }
  }

  private Outcome permissionSet(Step step) {
    AdminHttp.Reply reply =
        post(
            "/sobjects/PermissionSet",
            object()
                .put("Name", Needs.LABEL)
                .put("Label", Needs.LABEL)
                .put("Description", "What Leadloop's integration user reads and writes.")
                .put("PermissionsApiEnabled", true)
                .put("PermissionsEditTask", needs.tasks()));
    permissionSetId = reply.body().path("id").asText("");
    return outcome(step, reply);
  }

  /** New grants and wider ones are separate calls; objects go before their fields. */
  private void grant(List<Step> grants, Consumer<Outcome> told) {
    if (permissionSetId.isEmpty()) {
      grants.forEach(step -> told.accept(withoutSet(step)));
      return;
    }
    List<Step> creates = new ArrayList<>();
    List<Step> updates = new ArrayList<>();
    for (Step step : grants) {
      (id(step).isEmpty() ? creates : updates).add(step);
    }
    send("POST", creates, told);
    send("PATCH", updates, told);
  }

  private void send(String method, List<Step> grants, Consumer<Outcome> told) {
    for (int from = 0; from < grants.size(); from += COLLECTION) {
      List<Step> some = grants.subList(from, Math.min(grants.size(), from + COLLECTION));
      ObjectNode body = object().put("allOrNone", false);
      ArrayNode records = body.putArray("records");
      some.forEach(step -> records.add(record(step)));
      AdminHttp.Reply reply = admin.send(method, COLLECTIONS, body);
      for (int i = 0; i < some.size(); i++) {
        told.accept(result(some.get(i), reply, reply.body().path(i)));
      }
    }
  }

  private static Outcome result(Step step, AdminHttp.Reply reply, JsonNode result) {
    if (!reply.isSuccess() || result.isMissingNode()) {
      return new Outcome(step, SalesforceLogin.why(reply) + ". " + SalesforceLogin.nextStep(reply));
    }
    JsonNode error = result.path("errors").path(0);
    return result.path("success").asBoolean()
        ? Outcome.done(step)
        : new Outcome(
            step,
            error.path("statusCode").asText("refused") + " " + error.path("message").asText(""));
  }

  private static String id(Step step) {
    return step instanceof Step.GrantObject object
        ? object.id()
        : step instanceof Step.GrantField field ? field.id() : "";
  }

  private ObjectNode record(Step step) {
    ObjectNode record = object();
    ObjectNode attributes = record.putObject("attributes");
    String id = id(step);
    if (!id.isEmpty()) {
      record.put("Id", id);
    }
    if (step instanceof Step.GrantObject grant) {
      attributes.put("type", "ObjectPermissions");
      if (id.isEmpty()) {
        record.put("ParentId", permissionSetId).put("SobjectType", grant.object());
      }
      if (grant.deletes()) {
        record.put("PermissionsDelete", true);
      }
      return record
          .put("PermissionsRead", true)
          .put("PermissionsCreate", true)
          .put("PermissionsEdit", true)
          .put("PermissionsViewAllRecords", true);
    }
    Access access = ((Step.GrantField) step).access();
    attributes.put("type", "FieldPermissions");
    if (id.isEmpty()) {
      record
          .put("ParentId", permissionSetId)
          .put("SobjectType", access.object())
          .put("Field", access.fullName());
    }
    return record.put("PermissionsRead", true).put("PermissionsEdit", access.edit());
  }

  /** A field as the Tooling API takes it. */
  static ObjectNode json(FieldNeed need) {
    ObjectNode json = object().put("FullName", need.fullName());
    ObjectNode metadata =
        json.putObject("Metadata")
            .put("type", need.kind().word())
            .put("label", need.label())
            .put("required", false);
    if (need.length() > 0) {
      metadata.put("length", need.length());
    }
    if (need.externalId()) {
      metadata.put("externalId", true);
    }
    if (need.key()) {
      metadata.put("unique", true).put("caseSensitive", false);
    }
    if (!need.values().isEmpty()) {
      ObjectNode set = metadata.putObject("valueSet").put("restricted", true);
      ArrayNode values = set.putObject("valueSetDefinition").put("sorted", false).putArray("value");
      for (String word : need.values()) {
        values.addObject().put("valueName", word).put("label", word).put("default", false);
      }
    }
    return json;
  }

  private AdminHttp.Reply post(String path, JsonNode body) {
    return admin.send("POST", path, body);
  }

  private static Outcome outcome(Step step, AdminHttp.Reply reply) {
    return reply.isSuccess()
        ? Outcome.done(step)
        : new Outcome(step, SalesforceLogin.why(reply) + ". " + SalesforceLogin.nextStep(reply));
  }

  private static Outcome withoutSet(Step step) {
    return new Outcome(step, "there is no permission set");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
