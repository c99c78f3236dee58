package io.leadloop.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Fields as JSON in the journal and in intents: each an array of its name, rule, both values
 * before, the value after, and why. The reason is left out where it is that of the field before, as
 * in a new record every one is. Rows of earlier versions, with the names of the parts, are read
 * too.
 */
final class WrittenFields {
  private static final int WHY = 5;

  private WrittenFields() {}

  static String text(Collection<JournalRow.Field> fields) {
    return Rows.json(json -> write(json, fields));
  }

  static void write(JsonGenerator json, Collection<JournalRow.Field> fields) throws IOException {
    String file = "";
    String why = "";
    json.writeStartArray();
    for (JournalRow.Field field : fields) {
      json.writeStartArray();
      json.writeString(field.name());
      String in = file(field.rule());
      json.writeString(
          in.isEmpty() || !in.equals(file) ? field.rule() : field.rule().substring(in.length()));
      file = in;
      json.writeString(field.hubspot());
      json.writeString(field.salesforce());
      json.writeString(field.after());
      if (!field.why().equals(why)) {
        why = field.why();
        json.writeString(why);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /**
   * @throws StoreException when it is something else
   */
  static List<JournalRow.Field> parse(JsonNode all) {
    if (!all.isArray()) {
      throw damaged();
    }
    List<JournalRow.Field> fields = new ArrayList<>();
    String file = "";
    String why = "";
    for (JsonNode one : all) {
      if (one.isObject()) {
        fields.add(named(one));
        continue;
      }
      why = one.has(WHY) ? part(one, WHY) : why;
      String rule = part(one, 1).startsWith(":") ? file + part(one, 1) : part(one, 1);
      file = file(rule);
      fields.add(
          new JournalRow.Field(part(one, 0), rule, part(one, 2), part(one, 3), part(one, 4), why));
    }
    return fields;
  }

  /** The file of a rule, which ends with its line; empty where it names none. */
  private static String file(String rule) {
    return rule.substring(0, Math.max(0, rule.lastIndexOf(':')));
  }

  private static JournalRow.Field named(JsonNode one) {
    return new JournalRow.Field(
        text(one.path("name")),
        text(one.path("rule")),
        text(one.path("hubspot")),
        text(one.path("salesforce")),
        text(one.path("after")),
        text(one.path("why")));
  }

  private static String part(JsonNode field, int place) {
    return text(field.path(place));
  }

  private static String text(JsonNode part) {
    if (!part.isTextual()) {
      throw damaged();
    }
    return part.textValue();
  }

  private static StoreException damaged() {
    return new StoreException(
        "store-damaged", "A row of the store holds fields that cannot be read.", null);
  }
}
