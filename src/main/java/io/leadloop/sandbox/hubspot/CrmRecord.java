package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.HistoryRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact, a note or a task at one moment, immutable.
 *
 * @param history the versions of each property that was ever set, newest first
 * @param archivedAt null while the record lives
 */
record CrmRecord(
    ObjectKind kind,
    long id,
    Map<String, List<ValueVersion>> history,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant archivedAt) {
  /** The value of a property as the API shows it; null when it is unset. */
  @Nullable String value(String name) {
    if (name.equals("hs_object_id")) {
      return Long.toString(id);
    }
    Instant time = time(name);
    if (time != null) {
      return time.toString();
    }
    List<ValueVersion> versions = history.get(name);
    return versions == null || versions.get(0).value().isEmpty() ? null : versions.get(0).value();
  }

  /** The time that a property shows which is the record's own; null for any other property. */
  @Nullable Instant time(String name) {
    if (name.equals(kind.modifiedProperty)) {
      return updatedAt;
    }
    return name.equals(kind.createdProperty) ? createdAt : null;
  }

  boolean archived() {
    return archivedAt != null;
  }

  /** This record after {@code author} wrote {@code changes} at {@code at}. */
  CrmRecord with(Map<String, String> changes, Instant at, Author author) {
    Map<String, List<ValueVersion>> next = new HashMap<>(history);
    changes.forEach(
        (name, value) -> {
          List<ValueVersion> older = next.getOrDefault(name, List.of());
          next.put(name, HistoryRule.add(older, new ValueVersion(value, at, author)));
        });
    return new CrmRecord(kind, id, next, createdAt, at, archivedAt);
  }

  /** This record out of the recycling bin again. */
  CrmRecord restoredAt(Instant at) {
    return new CrmRecord(kind, id, history, createdAt, at, null);
  }

  /** The values that are set, by property. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    history.forEach(
        (name, versions) -> {
          if (!versions.get(0).value().isEmpty()) {
            values.put(name, versions.get(0).value());
          }
        });
    return values;
  }

  /** This record in the recycling bin. */
  CrmRecord archivedAt(Instant at) {
    return new CrmRecord(kind, id, history, createdAt, at, at);
  }
}
