package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.UniquenessRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of one kind, by id and by each unique property. An e-mail stands for its contact also
 * when it is one of the additional ones. Guarded by the portal's lock.
 */
final class ObjectStore {
  private final Schema schema;
  private final SearchIndex index;
  private final NavigableMap<Long, CrmRecord> byId = new TreeMap<>();
  private final Map<String, Map<String, Long>> byUnique = new HashMap<>();
  private final Map<Long, Long> survivorById = new HashMap<>();

  ObjectStore(Schema schema, SearchIndex index) {
    this.schema = schema;
    this.index = index;
  }

  SearchIndex index() {
    return index;
  }

  /** All records in the order of their ids, archived ones too. */
  NavigableMap<Long, CrmRecord> byId() {
    return byId;
  }

  /** A record that lives, also by an id that it had before a merge; null when there is none. */
  @Nullable CrmRecord living(long id) {
    CrmRecord record = byId.get(survivor(id));
    return record == null || record.archived() ? null : record;
  }

  /** The living record that has {@code value} in a unique property; null when there is none. */
  @Nullable Long holder(String property, String value) {
    return byUnique.getOrDefault(property, Map.of()).get(UniquenessRule.compared(property, value));
  }

  /** Stores the newest form of a record and lets search know. */
  void put(CrmRecord record) {
    CrmRecord older = byId.put(record.id(), record);
    for (String property : schema.uniqueNames()) {
      move(property, older, record);
    }
    index.changed(record);
  }

  /** The id under which the record of {@code id} lives now. */
  long survivor(long id) {
    long current = id;
    Long next = survivorById.get(current);
    while (next != null) {
      current = next;
      next = survivorById.get(current);
    }
    return current;
  }

  /** Takes a record out whose id leads to another one from now on. */
  void replace(CrmRecord record, long survivor) {
    remove(record);
    survivorById.put(record.id(), survivor);
  }

  /** Takes a record out for good. */
  void remove(CrmRecord record) {
    CrmRecord gone = record.archivedAt(record.updatedAt().plusMillis(1));
    put(gone);
    byId.remove(record.id());
  }

  private void move(String property, @Nullable CrmRecord older, CrmRecord newer) {
    Map<String, Long> holders = byUnique.computeIfAbsent(property, name -> new HashMap<>());
    if (older != null) {
      values(property, older).forEach(value -> holders.remove(value, older.id()));
    }
    if (!newer.archived()) {
      values(property, newer).forEach(value -> holders.put(value, newer.id()));
    }
  }

  private static List<String> values(String property, CrmRecord record) {
    List<String> values = new ArrayList<>();
    String value = record.value(property);
    if (value != null) {
      values.add(UniquenessRule.compared(property, value));
    }
    String more = property.equals("email") ? record.value("hs_additional_emails") : null;
    if (more != null) {
      for (String additional : more.split(";", -1)) {
        values.add(UniquenessRule.compared(property, additional));
      }
    }
    return values;
  }
}
