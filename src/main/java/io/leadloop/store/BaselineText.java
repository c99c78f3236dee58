package io.leadloop.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.leadloop.lead.FieldMap;
import io.leadloop.merge.FieldBaseline;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The baselines of one link as JSON: an array with each field in its place, see {@link FieldNames}.
 * What both sides show alike, as most fields are, stands once; else there are two texts, HubSpot's
 * first. A 0 stands for a field that was never settled.
 */
final class BaselineText {
  private BaselineText() {}

  static String of(Map<String, FieldBaseline> fields, FieldNames.Known names) {
    @Nullable FieldBaseline[] placed = new @Nullable FieldBaseline[names.names().size()];
    fields.forEach((name, baseline) -> placed[names.places().getOrDefault(name, -1)] = baseline);
    return Rows.json(
        json -> {
          json.writeStartArray();
          for (FieldBaseline baseline : placed) {
            write(json, baseline);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, @Nullable FieldBaseline baseline)
      throws IOException {
    if (baseline == null) {
      json.writeNumber(0);
    } else if (baseline.hubspot().equals(baseline.salesforce())) {
      json.writeString(baseline.hubspot());
    } else {
      json.writeStartArray();
      json.writeString(baseline.hubspot());
      json.writeString(baseline.salesforce());
      json.writeEndArray();
    }
  }

  /**
   * @throws StoreException when it is something else
   */
  static Map<String, FieldBaseline> parse(String text, FieldNames.Known names) {
    return Rows.parse(
        text,
        json -> {
          Map<String, FieldBaseline> fields = new HashMap<>();
          require(json.nextToken() == JsonToken.START_ARRAY);
          int place = 0;
          for (JsonToken token = json.nextToken();
              token != JsonToken.END_ARRAY;
              token = json.nextToken()) {
            if (token != JsonToken.VALUE_NUMBER_INT) {
              require(place < names.names().size());
              fields.put(names.names().get(place), baseline(json));
            }
            place++;
          }
          return FieldMap.copyOf(fields);
        });
  }

  private static FieldBaseline baseline(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return new FieldBaseline(json.getText(), json.getText());
    }
    require(json.currentToken() == JsonToken.START_ARRAY);
    require(json.nextToken() == JsonToken.VALUE_STRING);
    String hubspot = json.getText();
    require(json.nextToken() == JsonToken.VALUE_STRING);
    String salesforce = json.getText();
    require(json.nextToken() == JsonToken.END_ARRAY);
    return new FieldBaseline(hubspot, salesforce);
  }

  private static void require(boolean isBaseline) {
    if (!isBaseline) {
      throw new StoreException(
          "store-damaged",
          "A row of the store holds something else than one baseline for each field.",
          null);
    }
  }
}
