package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What describes an account rather than its contacts: who can own one, and what properties are. */
final class Directory {
  private static final int OWNERS_PER_PAGE = 100;
  private static final int TEXT_CHARS_MAX = 65_536;

  private final HubSpotClient client;

  Directory(HubSpotClient client) {
    this.client = client;
  }

  /** The active owners' e-mail addresses by owner id. */
  Map<String, String> owners(Lane lane) {
    Map<String, String> owners = new LinkedHashMap<>();
    Set<String> cursors = new LinkedHashSet<>();
    String after = "";
    do {
      String query = "?limit=" + OWNERS_PER_PAGE + "&archived=false" + after(after);
      Call call = Call.get("owners", client.path("crm/owners", query), lane);
      JsonNode answer = results(call);
      for (JsonNode owner : answer.path("results")) {
        String email = owner.path("email").asText("");
        if (!email.isEmpty() && !owner.path("archived").asBoolean(false)) {
          owners.put(owner.path("id").asText(), email);
        }
      }
      after = answer.path("paging").path("next").path("after").asText("");
      if (!after.isEmpty() && !cursors.add(after)) {
        throw client.garbled(call, "the pages go in a circle");
      }
    } while (!after.isEmpty());
    return owners;
  }

  Schema schema(String object, Lane lane) {
    Call call = Call.get("properties", client.path("crm/properties", "/" + object), lane);
    Map<String, Schema.Field> fields = new LinkedHashMap<>();
    for (JsonNode property : results(call).path("results")) {
      String name = property.path("name").asText("");
      if (!name.isEmpty() && !property.path("archived").asBoolean(false)) {
        fields.put(name, field(name, property));
      }
    }
    return new Schema(object, fields);
  }

  private static Schema.Field field(String name, JsonNode property) {
    String type = property.path("type").asText("");
    boolean writable =
        !property.path("calculated").asBoolean(false)
            && !property.path("modificationMetadata").path("readOnlyValue").asBoolean(false);
    Set<String> options = new LinkedHashSet<>();
    if (type.equals("enumeration") && !property.path("externalOptions").asBoolean(false)) {
      property.path("options").forEach(option -> options.add(option.path("value").asText()));
    }
    return new Schema.Field(
        name,
        type,
        type.equals("string") ? TEXT_CHARS_MAX : 0,
        writable,
        writable,
        false,
        property.path("hasUniqueValue").asBoolean(false) || name.equals("email"),
        options);
  }

  private JsonNode results(Call call) {
    JsonNode answer = client.ask(call);
    if (!answer.path("results").isArray()) {
      throw client.garbled(call, "the answer has no results");
    }
    return answer;
  }

  private static String after(String cursor) {
    return cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }
}
