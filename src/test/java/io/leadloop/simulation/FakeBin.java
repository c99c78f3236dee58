package io.leadloop.simulation;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a vendor keeps of records that people deleted or merged into others. */
final class FakeBin {
  /** A record that is not among the living any more; merged into nobody when it was deleted. */
  private record Departed(FakeRecord record, RecordKey key, Instant at, String mergedInto) {}

  private final Map<String, Departed> byId = new TreeMap<>();
  private final Set<String> forGood = new HashSet<>();

  void put(FakeRecord record, RecordKey key, Instant at, String mergedInto) {
    byId.put(record.id, new Departed(record, key, at, mergedInto));
  }

  /** A record was deleted for good; nothing shows it any more. */
  void lacks(String id) {
    forGood.add(id);
  }

  /** Whether there was a record of this id that is not among the living. */
  boolean holds(String id) {
    return byId.containsKey(id) || forGood.contains(id);
  }

  /** Takes a deleted record out again. */
  FakeRecord take(String id) {
    return byId.remove(id).record();
  }

  /** The deleted ones, which may be restored. */
  List<FakeRecord> deleted() {
    return byId.values().stream()
        .filter(one -> one.mergedInto().isEmpty())
        .map(Departed::record)
        .toList();
  }

  /** When a record was deleted that was merged into nobody, by the vendor's clock; null for not. */
  @Nullable Instant deletedAt(String id) {
    Departed one = byId.get(id);
    return one == null || !one.mergedInto().isEmpty() ? null : one.at();
  }

  Map<RecordKey, Instant> deleted(Collection<RecordKey> keys) {
    Map<RecordKey, Instant> deleted = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      Departed one = byId.get(key.id());
      if (one != null && one.mergedInto().isEmpty()) {
        deleted.put(key, one.at());
      }
    }
    return deleted;
  }

  List<RecordKey> since(Instant since) {
    return byId.values().stream()
        .filter(one -> !one.at().isBefore(since))
        .map(Departed::key)
        .toList();
  }

  /** The living record that stands for a merged one, however often it was merged on. */
  @Nullable FakeRecord survivor(String id, Function<String, @Nullable FakeRecord> living) {
    Departed one = byId.get(id);
    while (one != null && !one.mergedInto().isEmpty()) {
      FakeRecord survivor = living.apply(one.mergedInto());
      if (survivor != null) {
        return survivor;
      }
      one = byId.get(one.mergedInto());
    }
    return null;
  }

  Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors) {
    Map<RecordKey, List<RecordKey>> absorbed = new LinkedHashMap<>();
    for (Snapshot survivor : survivors) {
      List<RecordKey> former = new ArrayList<>();
      absorbedBy(survivor.key().id(), former);
      if (!former.isEmpty()) {
        absorbed.put(survivor.key(), former);
      }
    }
    return absorbed;
  }

  private void absorbedBy(String id, List<RecordKey> former) {
    for (Departed one : byId.values()) {
      if (one.mergedInto().equals(id)) {
        former.add(one.key());
        absorbedBy(one.record().id, former);
      }
    }
  }
}
