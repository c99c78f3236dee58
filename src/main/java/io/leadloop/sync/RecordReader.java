package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of both sides in batches, fresh, and their histories. */
final class RecordReader {
  private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

  private final Map<Side, Crm> crms;
  private final Set<Side> withoutHistory = ConcurrentHashMap.newKeySet();

  RecordReader(Map<Side, Crm> crms) {
    this.crms = new EnumMap<>(crms);
  }

  Crm crm(Side side) {
    return Objects.requireNonNull(crms.get(side));
  }

  /**
   * What others did to fields that we wrote.
   *
   * @return by key; none where our user may not see the vendor's history, which is said in the log
   *     once
   * @throws CrmException when the vendor could not be asked now
   */
  Map<RecordKey, Evidence> evidence(
      Side side, Map<RecordKey, Set<String>> fields, Instant since, Lane lane) {
    Map<RecordKey, Evidence> evidence = new HashMap<>();
    try {
      crm(side)
          .lastEdits(fields, since, lane)
          .forEach((key, edits) -> evidence.put(key, new Evidence(edits)));
    } catch (CrmException e) {
      if (e.kind() != CrmException.Kind.PERMISSION && e.kind() != CrmException.Kind.QUESTION) {
        throw e;
      }
      fields.keySet().forEach(key -> evidence.put(key, Evidence.NONE));
      if (withoutHistory.add(side)) {
        LOG.atWarn()
            .addKeyValue("side", side.word())
            .addKeyValue("code", e.code())
            .log(
                "Edits that fall between our read and our write cannot be found, because our user"
                    + " may not read the history of fields: {}",
                e.getMessage());
      }
    }
    return evidence;
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
