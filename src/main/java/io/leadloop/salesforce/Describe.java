package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Asks what fields a kind of record has, as far as our user may see them. */
final class Describe {
  private final SalesforceConnection connection;
  private final SalesforceSettings settings;

  Describe(SalesforceConnection connection, SalesforceSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  Schema schema(String object, Lane lane) {
    Call call =
        Call.get(
            "describe",
            "describe " + object,
            settings.path("sobjects/" + object + "/describe"),
            answer -> answer.path("fields").isArray());
    Map<String, Schema.Field> fields = new HashMap<>();
    try {
      for (JsonNode field : connection.send(call, lane).orThrow().path("fields")) {
        fields.put(field.path("name").asText(), field(field));
      }
    } catch (CrmException e) {
      throw e.code().equals(Permissions.HIDDEN) ? Permissions.lack("read " + object + "s") : e;
    }
    return new Schema(object, fields);
  }

  private static Schema.Field field(JsonNode field) {
    boolean creatable = field.path("createable").asBoolean();
    boolean blankAllowed =
        field.path("nillable").asBoolean() || field.path("defaultedOnCreate").asBoolean();
    return new Schema.Field(
        field.path("name").asText(),
        field.path("type").asText(),
        field.path("length").asInt(),
        creatable,
        field.path("updateable").asBoolean(),
        creatable && !blankAllowed,
        field.path("unique").asBoolean(),
        field.path("externalId").asBoolean(),
        field.path("restrictedPicklist").asBoolean() ? words(field) : Set.of(),
        words(field));
  }

  private static Set<String> words(JsonNode field) {
    Set<String> words = new HashSet<>();
    for (JsonNode option : field.path("picklistValues")) {
      if (option.path("active").asBoolean(true)) {
        words.add(option.path("value").asText());
      }
    }
    return Set.copyOf(words);
  }
}
