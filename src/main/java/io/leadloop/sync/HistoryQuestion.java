package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Intent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of one vendor's history about a batch of our writes: the fields that people type
 * into, from the earliest of the states on that the writes rest on. All times are the vendor's; our
 * clock may be wrong.
 */
final class HistoryQuestion {
  private final Rules rules;
  private final Map<RecordKey, Set<String>> fields = new LinkedHashMap<>();
  private Instant since = Instant.MAX;

  HistoryQuestion(Rules rules) {
    this.rules = rules;
  }

  /**
   * @param shown the record after the write
   */
  void add(Intent intent, Snapshot shown) {
    Set<String> typed = Evidence.fields(rules, intent, shown.key().object());
    if (!typed.isEmpty()) {
      fields.put(shown.key(), typed);
      since = intent.shownAt().isBefore(since) ? intent.shownAt() : since;
    }
  }

  boolean isAbout(RecordKey key) {
    return fields.containsKey(key);
  }

  /**
   * @param notBefore from when on it is enough to look, when that is known; the epoch otherwise
   * @return the evidence by key; without a call when there is nothing to ask
   * @throws CrmException when the vendor could not be asked now
   */
  Map<RecordKey, Evidence> ask(RecordReader reader, Side side, Instant notBefore, Lane lane) {
    Instant from = since.isBefore(notBefore) ? notBefore : since;
    return fields.isEmpty() ? Map.of() : reader.evidence(side, fields, from, lane);
  }
}
