package io.leadloop.simulation;

import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One record of a {@link FakeCrm}: its values, who edited them when, and how its index shows it.
 */
final class FakeRecord {
  final String object;
  final String id;
  final Map<String, String> fields = new TreeMap<>();

  /** How people last edited each field. */
  final Map<String, Crm.Edit> edits = new TreeMap<>();

  /** What people typed last into each field. */
  final Map<String, String> typed = new TreeMap<>();

  private final Map<String, String> previous = new TreeMap<>();

  Instant modifiedAt;
  boolean modifiedByUs;
  @Nullable String token;
  @Nullable String key;

  private final List<Instant> shownFrom = new ArrayList<>();
  private final List<Snapshot> shown = new ArrayList<>();

  FakeRecord(String object, String id, Instant now) {
    this.object = object;
    this.id = id;
    this.modifiedAt = now;
  }

  void set(String field, String value, Instant now, boolean byUs) {
    if (value.isEmpty()) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
    if (!byUs) {
      edits.put(field, new Crm.Edit(now, value));
      typed.put(field, value);
    }
  }

  void remember(String field, String value) {
    previous.put(field, value);
  }

  /** What the field showed before the last edit, for people who change their mind. */
  String previous(String field) {
    return previous.getOrDefault(field, "");
  }

  boolean converted() {
    return "true".equals(fields.get("IsConverted"));
  }

  void indexLater(Instant from, Snapshot snapshot) {
    shownFrom.add(from);
    shown.add(snapshot);
  }

  /** The state that the index shows; null while it does not know the record. */
  @Nullable Snapshot indexed(Instant now) {
    for (int i = shown.size() - 1; i >= 0; i--) {
      if (!shownFrom.get(i).isAfter(now)) {
        return shown.get(i);
      }
    }
    return null;
  }
}
