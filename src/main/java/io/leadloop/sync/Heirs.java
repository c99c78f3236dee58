package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records stand for others now: those that they were merged into, and the Contacts that Leads
 * were converted into. Reads once for all, and once more where Leads were converted. One use for
 * one batch.
 */
final class Heirs {
  private final Map<RecordKey, Snapshot> shown = new HashMap<>();

  /**
   * @param seen what was read in this round already
   * @param keys of the other records to ask for
   */
  Heirs(Round round, Collection<Snapshot> seen, Collection<RecordKey> keys) {
    seen.forEach(snapshot -> shown.put(snapshot.key(), snapshot));
    read(round, keys);
    Set<RecordKey> contacts = new LinkedHashSet<>();
    shown.values().stream()
        .filter(Conversions::isConverted)
        .forEach(lead -> Conversions.contact(lead).ifPresent(contacts::add));
    read(round, contacts);
  }

  private void read(Round round, Collection<RecordKey> keys) {
    Set<RecordKey> unknown = new LinkedHashSet<>(keys);
    unknown.removeAll(shown.keySet());
    if (!unknown.isEmpty()) {
      shown.putAll(round.reader().read(unknown, round.lane()));
    }
  }

  /** The record that stands for this one; null when none is there. */
  @Nullable RecordKey of(RecordKey key) {
    Snapshot snapshot = shown.get(key);
    if (snapshot == null) {
      return null;
    }
    if (!Conversions.isConverted(snapshot)) {
      return snapshot.key();
    }
    Snapshot contact = Conversions.contact(snapshot).map(shown::get).orElse(null);
    return contact == null ? null : contact.key();
  }

  /** The Contact that a converted Lead became, whether it is there or not; null for no Lead. */
  @Nullable RecordKey contact(RecordKey key) {
    Snapshot snapshot = shown.get(key);
    return snapshot == null || !Conversions.isConverted(snapshot)
        ? null
        : Conversions.contact(snapshot).orElse(null);
  }
}
