package io.leadloop.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One record of a {@link FakeCrm}: its values and their history, and what people did with it. */
final class FakeRecord {
  /** A value that a field had, from when on, and who wrote it; empty for blank. */
  record Version(String value, Instant at, Author author) {}

  final String object;
  final String id;
  final Map<String, String> fields = new TreeMap<>();

  /** As the vendor keeps it, newest first. */
  final Map<String, List<Version>> history = new TreeMap<>();

  /** What people typed last into each field. */
  final Map<String, String> typed = new TreeMap<>();

  /** What the index of the vendor will show, or shows, of this record. */
  final List<Indexed> index = new ArrayList<>();

  private final Map<String, String> previous = new TreeMap<>();

  /** Whether the loop took its key out of it, because the person has another one now. */
  boolean left;

  /** By the vendor's own clock; of two that were merged the earlier time. */
  Instant createdAt;

  Instant modifiedAt;
  Author modifiedBy = Author.PERSON;

  /** The vendor's time of the last change that a person made. */
  Instant editedAt = Instant.EPOCH;

  /** When that change was there for all to see: the vendor's own time of it may be before. */
  Instant committedAt = Instant.EPOCH;

  /** When it was taken out of the bin, by nobody's clock but the world's. */
  Instant restoredAt = Instant.EPOCH;

  /** When the loop read it last, by its key. */
  Instant readAt = Instant.EPOCH;

  /** A state of the record that the index shows from a time on. */
  record Indexed(Instant from, Instant modifiedAt, Map<String, String> fields) {}

  FakeRecord(String object, String id, Instant now) {
    this.object = object;
    this.id = id;
    this.createdAt = now;
    this.modifiedAt = now;
  }

  void put(String field, String value) {
    if (value.isEmpty()) {
      fields.remove(field);
    } else {
      fields.put(field, value);
    }
  }

  /** What the field shows; empty for blank. */
  String shows(String field) {
    return fields.getOrDefault(field, "");
  }

  void remember(String field, String value) {
    previous.put(field, value);
  }

  /** What the field showed before the last edit, for people who change their mind. */
  String previous(String field) {
    return previous.getOrDefault(field, "");
  }

  boolean converted() {
    return shows("IsConverted").equals("true");
  }
}
