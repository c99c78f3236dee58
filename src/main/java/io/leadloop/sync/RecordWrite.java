package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record to be written.
 *
 * @param object {@code contacts}, {@code Lead} or {@code Contact}
 * @param id the record to update; null to create one
 * @param externalKey the other side's record id: the unique key under which a record is created, so
 *     that the same create sent twice makes one record; null for an update
 * @param values by field name; a blank value clears the field
 * @param token written into the record in the same call
 */
public record RecordWrite(
    String object,
    @Nullable String id,
    @Nullable String externalKey,
    Map<String, Value> values,
    String token) {

  public RecordWrite {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static RecordWrite create(
      String object, String externalKey, Map<String, Value> values, String token) {
    return new RecordWrite(object, null, externalKey, values, token);
  }

  public static RecordWrite update(RecordKey key, Map<String, Value> values, String token) {
    return new RecordWrite(key.object(), key.id(), null, values, token);
  }

  public boolean isCreate() {
    return id == null;
  }
}
