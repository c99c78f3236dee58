package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants one record to be.
 *
 * @param id as sent, under {@code id} or {@code Id}; null when it was not
 * @param values by field; null values clear
 */
public record Changes(
    ObjectDefinition object, @Nullable String id, Map<FieldDefinition, @Nullable Object> values) {

  /**
   * Reads a record's JSON; {@code attributes} is passed over.
   *
   * @throws ApiError when a field does not exist or a value has the wrong type: the vendor then
   *     refuses the whole request
   */
  public static Changes read(ObjectDefinition object, JsonNode record) {
    return read(object, record, object::field);
  }

  /** The same for somebody who may not see all fields. */
  static Changes read(
      ObjectDefinition object,
      JsonNode record,
      Function<String, @Nullable FieldDefinition> fields) {
    if (!record.isObject()) {
      throw ApiError.unreadable("The HTTP entity body is required, but this request has no object");
    }
    String id = null;
    Map<FieldDefinition, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : record.properties()) {
      String name = entry.getKey();
      if (name.equals("attributes")) {
        continue;
      }
      if (name.toLowerCase(Locale.ROOT).equals("id")) {
        id = entry.getValue().asText();
        continue;
      }
      FieldDefinition field = fields.apply(name);
      if (field == null) {
        throw ApiError.noColumn(name, object);
      }
      values.put(field, ValueReader.read(field, entry.getValue()));
    }
    return new Changes(object, id, values);
  }

  /** The same without one field. */
  Changes without(FieldDefinition field) {
    Map<FieldDefinition, @Nullable Object> fewer = new LinkedHashMap<>(values);
    fewer.remove(field);
    return new Changes(object, id, fewer);
  }
}
