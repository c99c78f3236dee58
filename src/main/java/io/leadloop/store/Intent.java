package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param fields by rule id, what is written, as the journal will say it
 * @param deletes whether it puts the record into the vendor's recycle bin; then it writes nothing
 * @param shownAt the vendor's time of the state that the write rests on: its record as it was read;
 *     the epoch for a create
 */
public record Intent(
    Side side,
    String subject,
    String token,
    @Nullable RecordKey target,
    Map<String, JournalRow.Field> fields,
    boolean deletes,
    Instant shownAt,
    Instant createdAt) {
  public Intent {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A write of values. */
  public Intent(
      Side side,
      String subject,
      String token,
      @Nullable RecordKey target,
      Map<String, JournalRow.Field> fields,
      Instant shownAt,
      Instant createdAt) {
    this(side, subject, token, target, fields, false, shownAt, createdAt);
  }

  /**
   * A deletion.
   *
   * @param shownAt the vendor's time of the state that it rests on
   */
  public static Intent deletion(
      String subject, String token, RecordKey target, Instant shownAt, Instant createdAt) {
    return new Intent(target.side(), subject, token, target, Map.of(), true, shownAt, createdAt);
  }

  public boolean isCreate() {
    return target == null;
  }

  /** Whether it writes the field of this rule. */
  public boolean writes(String ruleId) {
    return fields.containsKey(ruleId);
  }

  /**
   * By rule id, what both sides show once the write has arrived as it was sent: the baseline that
   * it earns.
   */
  public Map<String, FieldBaseline> settles() {
    Map<String, FieldBaseline> settles = new LinkedHashMap<>();
    fields.forEach(
        (rule, field) ->
            settles.put(
                rule,
                new FieldBaseline(field.hubspot(), field.salesforce()).with(side, field.after())));
    return settles;
  }

  /** What it writes, as the journal says it. */
  public List<JournalRow.Field> journalled() {
    return List.copyOf(fields.values());
  }
}
