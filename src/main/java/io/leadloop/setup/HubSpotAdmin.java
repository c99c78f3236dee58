package io.leadloop.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.config.HubSpotSection;
import io.leadloop.lead.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** HubSpot's properties, with an administrator's token. */
public final class HubSpotAdmin {
  /** The most properties that one batch creates. */
  private static final int BATCH = 100;

  private final AdminHttp http;
  private final HubSpotSection section;
  private final String token;
  private final String path;

  /**
   * @param token of a service key or app with {@code crm.schemas.contacts.read} and {@code .write}
   */
  public HubSpotAdmin(AdminHttp http, HubSpotSection section, String token) {
    this.http = http;
    this.section = section;
    this.token = token;
    this.path = "/crm/properties/" + section.apiVersion() + "/contacts";
  }

  /**
   * What the account has.
   *
   * @throws Refused when it may not be asked
   */
  public HubSpotFound read() {
    Set<String> groups = new HashSet<>();
    results("/groups").forEach(group -> groups.add(group.path("name").asText()));
    Map<String, HubSpotFound.Property> properties = new HashMap<>();
    for (JsonNode property : results("")) {
      if (property.path("archived").asBoolean(false)) {
        continue;
      }
      Set<String> options = new LinkedHashSet<>();
      property.path("options").forEach(option -> options.add(option.path("value").asText()));
      properties.put(
          property.path("name").asText(),
          new HubSpotFound.Property(
              property.path("type").asText(),
              property.path("hasUniqueValue").asBoolean(false),
              options));
    }
    return new HubSpotFound(groups, properties);
  }

  private JsonNode results(String below) {
    AdminHttp.Reply reply = http.get(Side.HUBSPOT, section.baseUrl(), path + below, token);
    if (!reply.isSuccess() || !reply.body().path("results").isArray()) {
      throw new Refused(
          Side.HUBSPOT,
          "HubSpot did not show its properties: " + why(reply) + ".",
          nextStep(reply));
    }
    return reply.body().path("results");
  }

  /** Carries out the steps that are HubSpot's, and says what came of each as it happens. */
  public void apply(List<Step> steps, Consumer<Outcome> told) {
    List<Step.CreateProperty> creates = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.CreateGroup) {
        ObjectNode group =
            object().put("name", Needs.GROUP).put("label", Needs.LABEL).put("displayOrder", -1);
        told.accept(outcome(step, post("/groups", group)));
      } else if (step instanceof Step.CreateProperty create) {
        creates.add(create);
      }
    }
    for (int from = 0; from < creates.size(); from += BATCH) {
      create(creates.subList(from, Math.min(creates.size(), from + BATCH)), told);
    }
  }

  private void create(List<Step.CreateProperty> creates, Consumer<Outcome> told) {
    ObjectNode body = object();
    ArrayNode inputs = body.putArray("inputs");
    creates.forEach(create -> inputs.add(json(create.need())));
    AdminHttp.Reply reply = post("/batch/create", body);
    Set<String> made = new HashSet<>();
    reply.body().path("results").forEach(result -> made.add(result.path("name").asText()));
    for (Step.CreateProperty create : creates) {
      told.accept(
          reply.isSuccess() && made.contains(create.need().name())
              ? Outcome.done(create)
              : new Outcome(create, refusal(reply, create.need().name())));
    }
  }

  /** The message of this property's own error, else what the whole answer says. */
  private static String refusal(AdminHttp.Reply reply, String name) {
    for (JsonNode error : reply.body().path("errors")) {
      if (error.path("context").toString().contains("\"" + name + "\"")
          || error.path("message").asText().contains("'" + name + "'")) {
        return error.path("message").asText();
      }
    }
    return why(reply) + ". " + nextStep(reply);
  }

  /** A property as HubSpot takes it. */
  static ObjectNode json(PropertyNeed need) {
    ObjectNode json =
        object()
            .put("name", need.name())
            .put("label", need.label())
            .put("groupName", Needs.GROUP)
            .put("type", need.type())
            .put("fieldType", need.fieldType())
            .put("hasUniqueValue", need.unique())
            .put("formField", false);
    List<String> words = need.type().equals("bool") ? List.of("true", "false") : need.options();
    if (!words.isEmpty()) {
      ArrayNode options = json.putArray("options");
      for (String word : words) {
        options
            .addObject()
            .put("label", label(need, word))
            .put("value", word)
            .put("displayOrder", options.size() - 1)
            .put("hidden", false);
      }
    }
    return json;
  }

  private static String label(PropertyNeed need, String word) {
    if (need.type().equals("bool")) {
      return word.equals("true") ? "Yes" : "No";
    }
    return need.ours() ? Needs.words(word) : word;
  }

  private AdminHttp.Reply post(String below, JsonNode body) {
    return http.send(Side.HUBSPOT, "POST", section.baseUrl(), path + below, token, body);
  }

  private static Outcome outcome(Step step, AdminHttp.Reply reply) {
    return reply.isSuccess()
        ? Outcome.done(step)
        : new Outcome(step, why(reply) + ". " + nextStep(reply));
  }

  private static String why(AdminHttp.Reply reply) {
    String category = reply.body().path("category").asText("");
    List<String> scopes = new ArrayList<>();
    for (JsonNode error : reply.body().path("errors")) {
      error.path("context").path("requiredGranularScopes").forEach(s -> scopes.add(s.asText()));
    }
    return "status %d%s%s"
        .formatted(
            reply.status(),
            category.isEmpty() ? "" : " " + category,
            scopes.isEmpty() ? "" : ", the token lacks " + String.join(" or ", scopes));
  }

  private static String nextStep(AdminHttp.Reply reply) {
    return switch (reply.status()) {
      case 401 -> "Copy the token of " + SetupSecrets.HUBSPOT_TOKEN + " again.";
      case 403 ->
          "A super admin of the account: give the service key of "
              + SetupSecrets.HUBSPOT_TOKEN
              + " the scopes crm.schemas.contacts.read and crm.schemas.contacts.write, or do it by"
              + " hand: leadloop setup --print.";
      default -> "Look at what HubSpot says, then run setup again: what is done stays done.";
    };
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
