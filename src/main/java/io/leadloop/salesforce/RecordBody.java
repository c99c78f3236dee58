package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.Value;
import io.leadloop.sync.RecordWrite;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the JSON of one record within a collection. */
final class RecordBody {
  private final SalesforceSettings settings;

  RecordBody(SalesforceSettings settings) {
    this.settings = settings;
  }

  /**
   * @return the name of the first field whose text has not the form of its type; null when all fit
   */
  @Nullable String fill(ObjectNode json, RecordWrite write) {
    json.putObject("attributes").put("type", write.object());
    if (write.id() != null) {
      json.put("id", SalesforceId.full(write.id()));
    }
    for (Map.Entry<String, Value> entry : write.values().entrySet()) {
      Optional<JsonNode> value = TypedValue.json(entry.getValue());
      if (value.isEmpty()) {
        return entry.getKey();
      }
      json.set(entry.getKey(), value.get());
    }
    if (write.externalKey() != null) {
      json.put(settings.keyField(), write.externalKey());
    }
    json.put(settings.tokenField(), write.token());
    return null;
  }
}
