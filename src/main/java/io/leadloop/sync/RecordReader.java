package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads records of both sides in batches, fresh. */
final class RecordReader {
  private final Map<Side, Crm> crms;

  RecordReader(Map<Side, Crm> crms) {
    this.crms = new EnumMap<>(crms);
  }

  Crm crm(Side side) {
    return Objects.requireNonNull(crms.get(side));
  }

  Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane) {
    Map<Side, List<RecordKey>> bySide = new LinkedHashMap<>();
    for (RecordKey key : keys) {
      bySide.computeIfAbsent(key.side(), side -> new ArrayList<>()).add(key);
    }
    Map<RecordKey, Snapshot> read = new HashMap<>();
    bySide.forEach((side, wanted) -> read.putAll(crm(side).read(wanted, lane)));
    return read;
  }
}
