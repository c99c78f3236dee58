package io.leadloop.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an intent writes, as JSON. Intents of earlier versions are read too: they hold the baselines
 * that the write earns, and the journal's text beside them.
 *
 * @param fields by rule id
 */
record IntentText(Instant shownAt, boolean deletes, Map<String, JournalRow.Field> fields) {

  static String of(Intent intent) {
    return Rows.json(
        json -> {
          json.writeStartObject();
          json.writeNumberField("shownAtMillis", intent.shownAt().toEpochMilli());
          if (intent.deletes()) {
            json.writeBooleanField("deletes", true);
          }
          json.writeArrayFieldStart("rules");
          for (String rule : intent.fields().keySet()) {
            json.writeString(rule);
          }
          json.writeEndArray();
          json.writeFieldName("fields");
          WrittenFields.write(json, intent.fields().values());
          json.writeEndObject();
        });
  }

  /**
   * @param side the side that is written
   * @throws StoreException when it is something else
   */
  static IntentText parse(String text, Side side) {
    JsonNode payload = Rows.tree(text);
    Instant shownAt = Instant.ofEpochMilli(payload.path("shownAtMillis").asLong());
    if (payload.has("settles")) {
      return new IntentText(shownAt, false, earlier(payload, side));
    }
    List<JournalRow.Field> written = WrittenFields.parse(payload.path("fields"));
    JsonNode rules = payload.path("rules");
    if (rules.size() != written.size()) {
      throw damaged();
    }
    Map<String, JournalRow.Field> fields = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      fields.put(rules.path(i).asText(), written.get(i));
    }
    return new IntentText(shownAt, payload.path("deletes").asBoolean(), fields);
  }

  private static Map<String, JournalRow.Field> earlier(JsonNode payload, Side side) {
    List<JournalRow.Field> journal =
        WrittenFields.parse(Rows.tree(payload.path("journal").asText()));
    Map<String, JournalRow.Field> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> settles : payload.path("settles").properties()) {
      String rule = settles.getKey();
      FieldBaseline earned = earlier(settles.getValue());
      int place = fields.size();
      JournalRow.Field known =
          place < journal.size()
              ? journal.get(place)
              : new JournalRow.Field(rule, "", "", "", "", "");
      fields.put(
          rule,
          new JournalRow.Field(
              known.name(),
              known.rule(),
              side == Side.HUBSPOT ? known.hubspot() : earned.hubspot(),
              side == Side.SALESFORCE ? known.salesforce() : earned.salesforce(),
              earned.of(side),
              known.why()));
    }
    return fields;
  }

  private static FieldBaseline earlier(JsonNode shown) {
    if (shown.isTextual()) {
      return new FieldBaseline(shown.textValue(), shown.textValue());
    }
    if (!shown.path(0).isTextual() || !shown.path(1).isTextual()) {
      throw damaged();
    }
    return new FieldBaseline(shown.path(0).textValue(), shown.path(1).textValue());
  }

  private static StoreException damaged() {
    return new StoreException(
        "store-damaged", "A row of the store holds an intent that cannot be read.", null);
  }
}
