package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write that is about to be sent, or was sent and never answered.
 *
 * @param side the side that is written
 * @param subject whose write it is, see {@link Claim#subject()}; a side and a subject have at most
 *     one
 * @param token what the write leaves in the record
 * @param target the record that is updated; null for a create
 * @param settles by rule id, what both sides show once the write has arrived: the baseline that it
 *     earns
 * @param shownAt the vendor's time of the state that the write rests on: its record as it was read;
 *     the epoch for a create
 * @param journal what the journal will say of it, as JSON
 */
public record Intent(
    Side side,
    String subject,
    String token,
    @Nullable RecordKey target,
    Map<String, FieldBaseline> settles,
    Instant shownAt,
    String journal,
    Instant createdAt) {
  public Intent {
    settles = Collections.unmodifiableMap(new LinkedHashMap<>(settles));
  }

  public boolean isCreate() {
    return target == null;
  }
}
