package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Crm;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells from HubSpot's property history how somebody else last edited a property. Which entries are
 * our own is learned from the history of the token property, which only we write: HubSpot gives a
 * program's writes a source id that cannot be known beforehand.
 */
final class EditHistory {
  /** A person who types into the token property does not make their other edits ours. */
  private static final Set<String> SOURCES_OF_PROGRAMS = Set.of("INTEGRATION", "API");

  private final BatchRead batch;
  private final ContactView view;
  private final Set<Source> ours = ConcurrentHashMap.newKeySet();

  EditHistory(HubSpotClient client, ContactView view) {
    this.batch = new BatchRead(client, RecordKey.HUBSPOT_CONTACTS);
    this.view = view;
  }

  private record Source(String type, String id) {
    static Source of(JsonNode entry) {
      return new Source(entry.path("sourceType").asText(""), entry.path("sourceId").asText(""));
    }
  }

  Map<RecordKey, Map<String, Crm.Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    Map<RecordKey, Map<String, Crm.Edit>> edits = new LinkedHashMap<>();
    List<RecordKey> keys = List.copyOf(fields.keySet());
    for (int from = 0; from < keys.size(); from += BatchRead.RECORDS_WITH_HISTORY_MAX) {
      int to = Math.min(from + BatchRead.RECORDS_WITH_HISTORY_MAX, keys.size());
      readGroup(keys.subList(from, to), fields, since, lane, edits);
    }
    return edits;
  }

  private void readGroup(
      List<RecordKey> keys,
      Map<RecordKey, Set<String>> fields,
      Instant since,
      Lane lane,
      Map<RecordKey, Map<String, Crm.Edit>> edits) {
    Set<String> properties = new LinkedHashSet<>();
    keys.forEach(key -> properties.addAll(fields.getOrDefault(key, Set.of())));
    properties.add(view.tokenProperty());
    Collection<String> ids = keys.stream().map(RecordKey::id).toList();
    List<JsonNode> results =
        batch.readWithHistory(ids, new ArrayList<>(properties), lane).results();
    results.forEach(contact -> learn(history(contact, view.tokenProperty())));
    for (JsonNode contact : results) {
      RecordKey key = ContactView.key(contact);
      if (!fields.containsKey(key)) {
        continue;
      }
      Map<String, Crm.Edit> found = new LinkedHashMap<>();
      for (String field : fields.getOrDefault(key, Set.of())) {
        Crm.Edit newest = newest(history(contact, field));
        if (newest != null && !newest.at().isBefore(since)) {
          found.put(field, newest);
        }
      }
      edits.put(key, found);
    }
  }

  private static JsonNode history(JsonNode contact, String property) {
    return contact.path("propertiesWithHistory").path(property);
  }

  private void learn(JsonNode tokenHistory) {
    for (JsonNode entry : tokenHistory) {
      Source source = Source.of(entry);
      if (SOURCES_OF_PROGRAMS.contains(source.type())
          && !entry.path("value").asText("").isEmpty()) {
        ours.add(source);
      }
    }
  }

  private Crm.@Nullable Edit newest(JsonNode history) {
    Crm.Edit newest = null;
    for (JsonNode entry : history) {
      Instant at = ContactView.time(entry.path("timestamp").asText(""));
      if (at != null
          && !ours.contains(Source.of(entry))
          && (newest == null || at.isAfter(newest.at()))) {
        newest = new Crm.Edit(at, entry.path("value").asText(""));
      }
    }
    return newest;
  }
}
