package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How people last edited fields, from {@code LeadHistory} and {@code ContactHistory}. Salesforce
 * keeps it only for fields that an admin tracks, and for 18 to 24 months.
 */
final class EditHistory {
  /** In history, fields that point to other records go by the name of what they point to. */
  private static final Map<String, String> NAMES_IN_HISTORY =
      Map.of("OwnerId", "Owner", "AccountId", "Account", "ReportsToId", "ReportsTo");

  private static final String WHAT = "read when fields were edited";

  private final Queries queries;
  private final SalesforceSettings settings;
  private final Supplier<Optional<String>> ownUserId;

  EditHistory(Queries queries, SalesforceSettings settings, Supplier<Optional<String>> ownUserId) {
    this.queries = queries;
    this.settings = settings;
    this.ownUserId = ownUserId;
  }

  Map<RecordKey, Map<String, Crm.Edit>> lastEdits(
      Map<RecordKey, Set<String>> asked, Instant since, Lane lane) {
    Map<RecordKey, Map<String, Crm.Edit>> edits = new HashMap<>();
    // Rows of a deleted record are left out, and the same answer says that nobody edited it.
    asked.keySet().forEach(key -> edits.put(key, new HashMap<>()));
    for (String object : List.of(RecordKey.LEAD, RecordKey.CONTACT)) {
      Map<String, RecordKey> byId = new HashMap<>();
      for (RecordKey key : asked.keySet()) {
        if (key.object().equals(object) && SalesforceId.isId(key.id())) {
          byId.put(SalesforceId.full(key.id()), key);
        }
      }
      for (JsonNode row : rows(object, byId.keySet(), since, lane)) {
        RecordKey key = byId.get(SalesforceId.full(Records.text(row.path(object + "Id"))));
        if (key != null && !isOurs(row)) {
          note(edits, key, asked.getOrDefault(key, Set.of()), row);
        }
      }
    }
    return edits;
  }

  private List<JsonNode> rows(String object, Collection<String> ids, Instant since, Lane lane) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<String> soql = new ArrayList<>();
    List<String> all = List.copyOf(ids);
    int size = settings.batchSizes().idsPerRead();
    for (int from = 0; from < all.size(); from += size) {
      soql.add(soql(object, all.subList(from, Math.min(all.size(), from + size)), since));
    }
    try {
      return queries.all("history", WHAT, soql, lane);
    } catch (CrmException e) {
      // An org that tracks nothing of this object has no such table.
      if (e.code().equals("INVALID_TYPE")) {
        return List.of();
      }
      throw e;
    }
  }

  String soql(String object, Collection<String> ids, Instant since) {
    String notOurs = ownUserId.get().map(id -> " AND CreatedById != " + Soql.quoted(id)).orElse("");
    String recent =
        since.isAfter(Instant.EPOCH) ? " AND CreatedDate >= " + Soql.datetime(since) : "";
    return Soql.select(
            List.of(object + "Id", "Field", "NewValue", "CreatedDate", "CreatedById"),
            object + "History")
        + " WHERE "
        + Soql.in(object + "Id", ids)
        + notOurs
        + recent
        + " ORDER BY CreatedDate,Id";
  }

  private boolean isOurs(JsonNode row) {
    String by = SalesforceId.full(Records.text(row.path("CreatedById")));
    return ownUserId.get().filter(by::equals).isPresent();
  }

  private static void note(
      Map<RecordKey, Map<String, Crm.Edit>> edits,
      RecordKey key,
      Set<String> fields,
      JsonNode row) {
    Optional<Instant> at = Records.instant(Records.text(row.path("CreatedDate")));
    String named = Records.text(row.path("Field"));
    for (String field : fields) {
      boolean same =
          field.equalsIgnoreCase(named) || named.equalsIgnoreCase(NAMES_IN_HISTORY.get(field));
      if (same && at.isPresent()) {
        Objects.requireNonNull(edits.get(key))
            .merge(
                field,
                new Crm.Edit(at.get(), Records.text(row.path("NewValue"))),
                (earlier, later) -> later);
      }
    }
  }
}
