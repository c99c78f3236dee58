package io.leadloop.store;

import io.leadloop.lead.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record write, refusal or parking, with all its fields.
 *
 * @param id grows with time; 0 before it is stored
 * @param linkId null while the record has no link
 * @param side the side that was written; null when nothing was
 * @param operation {@code create}, {@code update}, {@code note}, {@code link}, {@code follow} (to
 *     the record that a Lead was converted or a record was merged into), {@code unlink}, {@code
 *     delete} (of a record whose counterpart was deleted), {@code relink}, {@code join} (two links
 *     into one), {@code park}, {@code rebase} (what both sides last agreed on is not known any
 *     more), {@code pause} and {@code go-on} (of what rests while an account lacks a field), {@code
 *     task}, {@code erase} (of a person, whom the row does not name), {@code lift} (of an erasure)
 * @param record the record's key as text
 * @param token what the write left in the record; null when nothing was written
 * @param outcome {@code accepted}, {@code confirmed} (by its token, after a lost answer), {@code
 *     rejected}, {@code invalid}, {@code parked}, {@code unknown}, {@code not-arrived}, {@code
 *     overwrote} (somebody typed these values between our read and our write), or the name of a
 *     state that begins: {@code field-paused}
 * @param message one sentence
 */
public record JournalRow(
    long id,
    Instant at,
    @Nullable Long linkId,
    String subject,
    @Nullable Side side,
    String operation,
    String record,
    @Nullable String token,
    String outcome,
    String message,
    List<Field> fields) {

  public JournalRow {
    fields = List.copyOf(fields);
  }

  /** The same with the number of its link, unless it has one. */
  public JournalRow of(long link) {
    return linkId != null
        ? this
        : new JournalRow(
            id, at, link, subject, side, operation, record, token, outcome, message, fields);
  }

  /**
   * @param name the rule's label
   * @param rule where the admin wrote the rule
   * @param hubspot what HubSpot showed before
   * @param salesforce what Salesforce showed before
   * @param after what the written side was given; the same as before when it was left alone
   * @param why what decided, with the evidence
   */
  public record Field(
      String name, String rule, String hubspot, String salesforce, String after, String why) {}
}
