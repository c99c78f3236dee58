package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.Side;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's {@code batch/read}: up to 100 records, or 50 with history, read from the records
 * themselves and not from the search index. What is not there comes as an error row of a 207.
 */
final class BatchRead {
  static final int RECORDS_MAX = 100;
  static final int RECORDS_WITH_HISTORY_MAX = 50;

  private final HubSpotClient client;
  private final String object;

  BatchRead(HubSpotClient client, String object) {
    this.client = client;
    this.object = object;
  }

  /**
   * What one call brought.
   *
   * @param results in no order
   * @param missing the asked ids of which HubSpot says that nothing is there
   */
  record Found(List<JsonNode> results, Set<String> missing) {}

  /**
   * @param ids at most {@link #RECORDS_MAX}
   * @param idProperty the unique property that the ids are values of; null for record ids
   * @throws CrmException also when HubSpot could not read one of the records although it is there:
   *     a record must never look deleted by mistake
   */
  Found read(
      Collection<String> ids, @Nullable String idProperty, List<String> properties, Lane lane) {
    return read("", ids, idProperty, properties, List.of(), lane);
  }

  /** The records in the recycle bin, with nothing but their ids and times. */
  Found readArchived(Collection<String> ids, Lane lane) {
    return read("?archived=true", ids, null, List.of(), List.of(), lane);
  }

  Found readWithHistory(Collection<String> ids, List<String> properties, Lane lane) {
    return read("", ids, null, List.of(), properties, lane);
  }

  /** The ids in groups of at most this size, each id once. */
  static List<List<String>> groups(Collection<String> ids, int size) {
    List<String> distinct = ids.stream().distinct().toList();
    List<List<String>> groups = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += size) {
      groups.add(distinct.subList(from, Math.min(from + size, distinct.size())));
    }
    return groups;
  }

  private Found read(
      String which,
      Collection<String> ids,
      @Nullable String idProperty,
      List<String> properties,
      List<String> history,
      Lane lane) {
    ObjectNode body = client.json().createObjectNode();
    if (idProperty != null) {
      body.put("idProperty", idProperty);
    }
    ArrayNode asked = body.putArray("properties");
    properties.forEach(asked::add);
    ArrayNode askedHistory = body.putArray("propertiesWithHistory");
    history.forEach(askedHistory::add);
    ArrayNode inputs = body.putArray("inputs");
    ids.forEach(id -> inputs.addObject().put("id", id));
    String operation = history.isEmpty() ? "batch-read" : "history";
    Call call =
        Call.post(
            operation,
            client.path("crm/objects", "/" + object + "/batch/read" + which),
            body,
            lane);
    return found(call, client.ask(call));
  }

  private Found found(Call call, JsonNode answer) {
    if (!answer.path("results").isArray()) {
      throw client.garbled(call, "the answer has no results");
    }
    List<JsonNode> results = new ArrayList<>();
    answer.path("results").forEach(results::add);
    Set<String> missing = new HashSet<>();
    for (JsonNode row : answer.path("errors")) {
      VendorError error = VendorError.of(row);
      if (!error.isNotFound()) {
        throw new CrmException(
            Side.HUBSPOT,
            error.isPassing() ? Kind.UNAVAILABLE : Kind.QUESTION,
            error.code().isEmpty() ? Codes.GARBLED : error.code(),
            "HubSpot could not read some of " + object + ": " + error.withoutPersonalData() + ".",
            null);
      }
      missing.addAll(VendorError.texts(row.path("context").path("ids")));
      missing.addAll(VendorError.texts(row.path("context").path("id")));
    }
    return new Found(results, missing);
  }
}
