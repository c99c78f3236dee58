package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Lane;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads contacts by their record ids. An id that was merged into another contact still answers,
 * with the other one's id; a contact is called gone only when HubSpot says so of this very id.
 */
final class ContactReader {
  private final BatchRead batch;
  private final ContactView view;

  ContactReader(HubSpotClient client, ContactView view) {
    this.batch = new BatchRead(client, RecordKey.HUBSPOT_CONTACTS);
    this.view = view;
  }

  Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Snapshot> snapshots = new LinkedHashMap<>();
    List<String> ids = keys.stream().map(RecordKey::id).toList();
    for (List<String> group : BatchRead.groups(ids, BatchRead.RECORDS_MAX)) {
      readGroup(group, lane, snapshots);
    }
    return snapshots;
  }

  private void readGroup(List<String> ids, Lane lane, Map<RecordKey, Snapshot> snapshots) {
    List<String> asked = view.asked();
    BatchRead.Found found = batch.read(ids, null, asked, lane);
    Map<String, Snapshot> byId = new LinkedHashMap<>();
    for (JsonNode contact : found.results()) {
      Snapshot snapshot = view.snapshot(contact);
      byId.put(snapshot.key().id(), snapshot);
      mergedIds(contact).forEach(id -> byId.putIfAbsent(id, snapshot));
    }
    for (String id : ids) {
      Snapshot snapshot = byId.get(id);
      if (snapshot == null && !found.missing().contains(id)) {
        snapshot = ids.size() == 1 ? only(found) : readAlone(id, asked, lane);
      }
      if (snapshot != null) {
        snapshots.put(RecordKey.contact(id), snapshot);
      }
    }
  }

  /** Whatever answers to one id alone stands for that id. */
  private @Nullable Snapshot readAlone(String id, List<String> asked, Lane lane) {
    return only(batch.read(List.of(id), null, asked, lane));
  }

  private @Nullable Snapshot only(BatchRead.Found found) {
    return found.results().isEmpty() ? null : view.snapshot(found.results().get(0));
  }

  private static List<String> mergedIds(JsonNode contact) {
    String ids = ContactView.text(contact, ContactView.MERGED_IDS);
    return ids == null ? List.of() : ContactView.ids(ids);
  }
}
