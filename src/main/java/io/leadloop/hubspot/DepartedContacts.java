package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Contacts in the recycle bin, where HubSpot keeps them for 90 days, and contacts that were merged
 * into others. Search shows neither: the bin is listed as a whole, in the order of the ids, and of
 * merged contacts the survivor names the ids. A contact that was erased for good stands nowhere.
 */
final class DepartedContacts {
  private static final int PAGE_RECORDS = 100;
  private static final String ARCHIVED_AT = "archivedAt";

  private final HubSpotClient client;
  private final BatchRead batch;
  private final ContactSweep merged;

  DepartedContacts(HubSpotClient client, ContactView view, ContactReader reader) {
    this.client = client;
    this.batch = new BatchRead(client, RecordKey.HUBSPOT_CONTACTS);
    this.merged = ContactSweep.ofMerged(client, view, reader);
  }

  /** By key, when it was put into the bin. */
  Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, Instant> deleted = new LinkedHashMap<>();
    List<String> ids = keys.stream().map(RecordKey::id).toList();
    for (List<String> group : BatchRead.groups(ids, BatchRead.RECORDS_MAX)) {
      for (JsonNode contact : batch.readArchived(group, lane).results()) {
        Instant at = ContactView.time(contact.path(ARCHIVED_AT).asText(""));
        if (at != null) {
          deleted.put(ContactView.key(contact), at);
        }
      }
    }
    return deleted;
  }

  /** Every contact names those that were merged into it. */
  Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors) {
    Map<RecordKey, List<RecordKey>> absorbed = new LinkedHashMap<>();
    for (Snapshot survivor : survivors) {
      String ids = survivor.shows(ContactView.MERGED_IDS);
      if (!ids.isEmpty()) {
        absorbed.put(
            survivor.key(), ContactView.ids(ids).stream().map(RecordKey::contact).toList());
      }
    }
    return absorbed;
  }

  void since(Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    merged.sweep(
        since,
        lane,
        (records, coveredTo) ->
            page.accept(absorbed(records).values().stream().flatMap(List::stream).toList()));
    String after = "";
    while (after != null) {
      after = listBin(after, since, lane, page);
    }
  }

  /**
   * @return where the next page begins; null after the last
   */
  private @Nullable String listBin(
      String after, Instant since, Lane lane, Consumer<List<RecordKey>> page) {
    String query =
        "?archived=true&limit=" + PAGE_RECORDS + (after.isEmpty() ? "" : "&after=" + after);
    Call call =
        Call.get(
            "list-archived",
            client.path("crm/objects", "/" + RecordKey.HUBSPOT_CONTACTS + query),
            lane);
    JsonNode answer = client.ask(call);
    if (!answer.path("results").isArray()) {
      throw client.garbled(call, "the answer has no results");
    }
    List<RecordKey> keys = new ArrayList<>();
    for (JsonNode contact : answer.path("results")) {
      Instant at = ContactView.time(contact.path(ARCHIVED_AT).asText(""));
      if (at != null && !at.isBefore(since)) {
        keys.add(ContactView.key(contact));
      }
    }
    page.accept(keys);
    String next = answer.path("paging").path("next").path("after").asText("");
    return next.isEmpty() ? null : next;
  }
}
