package io.leadloop.salesforce;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Follows merges and conversions back to where they began: what was merged into a Lead that was
 * merged or converted later belongs to the last one's person too. One step more is asked for only
 * where the one before found something.
 */
final class Absorbed {
  private final RecycleBin bin;

  Absorbed(RecycleBin bin) {
    this.bin = bin;
  }

  /** All records that became these, by the record that is left. */
  Map<RecordKey, List<RecordKey>> by(Collection<RecordKey> survivors, Lane lane) {
    Map<RecordKey, RecordKey> became = new LinkedHashMap<>();
    survivors.forEach(key -> became.put(key, key));
    Map<RecordKey, List<RecordKey>> absorbed = new LinkedHashMap<>();
    Collection<RecordKey> next = survivors;
    while (!next.isEmpty()) {
      List<RecordKey> found = new ArrayList<>();
      step(next, lane)
          .forEach(
              (later, formers) -> {
                RecordKey survivor = Objects.requireNonNullElse(became.get(later), later);
                for (RecordKey former : formers) {
                  if (became.putIfAbsent(former, survivor) == null) {
                    found.add(former);
                    absorbed.computeIfAbsent(survivor, key -> new ArrayList<>()).add(former);
                  }
                }
              });
      next = found;
    }
    return absorbed;
  }

  private Map<RecordKey, List<RecordKey>> step(Collection<RecordKey> keys, Lane lane) {
    Map<RecordKey, List<RecordKey>> step = new LinkedHashMap<>(bin.absorbed(keys, lane));
    bin.converted(keys, lane)
        .forEach(
            (key, leads) ->
                step.merge(
                    key,
                    leads,
                    (merged, more) -> Stream.concat(merged.stream(), more.stream()).toList()));
    return step;
  }
}
