package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One vendor, as the loop sees it. Every call may take long, may be made again, and is safe to make
 * from several threads.
 *
 * <p>A call throws {@link CrmException} when the vendor could not be asked at all, or when its
 * answer does not have the promised shape. What concerns a single record never throws: it is that
 * record's own outcome.
 */
public interface Crm {

  Side side();

  /**
   * Reads what changed since a time of the vendor's own clock, oldest first, and hands it over page
   * by page. May hand the same record over more than once.
   *
   * @param since inclusive; {@link Instant#EPOCH} for everything
   * @return up to which time of the vendor's clock everything was handed over; {@code since} when
   *     nothing changed
   */
  Instant sweep(Instant since, Lane lane, SweepPage page);

  /**
   * Reads records fresh, by their own keys and not through an index that lags.
   *
   * @return by the key that was asked for; a record that is gone is not in it. The snapshot may
   *     carry another key than was asked for when the vendor merged the record into another
   */
  Map<RecordKey, Snapshot> read(Collection<RecordKey> keys, Lane lane);

  /**
   * Which of these records the vendor keeps as deleted, so that somebody may restore them.
   *
   * @return by key, when it was deleted by the vendor's clock; a record that lives, that was merged
   *     into another, that was erased for good or that our user may not see is not in it
   */
  Map<RecordKey, Instant> deleted(Collection<RecordKey> keys, Lane lane);

  /**
   * Looks for records that were deleted or merged into others since a time of the vendor's clock.
   * May name a record more than once, and one that was restored since.
   */
  void departures(Instant since, Lane lane, Consumer<List<RecordKey>> page);

  /**
   * Which records were merged into these, and which Leads were converted into them.
   *
   * @param survivors as they were read or swept
   * @return by the survivor's key; a record into which none was merged is not in it
   */
  Map<RecordKey, List<RecordKey>> absorbed(Collection<Snapshot> survivors, Lane lane);

  /**
   * Looks for records that stand for people already, by our external key first and then by e-mail
   * address.
   */
  Map<Person, Matches> find(Collection<Person> people, Lane lane);

  /**
   * Writes records in batches.
   *
   * @param permit checked before each call that writes; what it throws ends the rest
   * @return one outcome for each write, in the order of the writes
   */
  List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit);

  /**
   * Puts records into the vendor's recycle bin, from which a person can restore them; never more
   * than that. A record that is there already stays there.
   *
   * @param permit checked before each call that deletes; what it throws ends the rest
   * @return one outcome for each record, in their order; what was accepted, {@link #deleted} shows
   */
  List<WriteOutcome> delete(List<RecordKey> keys, Lane lane, WritePermit permit);

  /**
   * The last edit of each of these fields that was not ours, from the vendor's own history.
   *
   * @param since of the vendor's clock; older edits are left out; {@link Instant#EPOCH} for any
   * @return by key and field; a field that nobody edited, or whose history the vendor does not
   *     keep, is not in it. A record that the vendor says is not there any more is not in it at all
   */
  Map<RecordKey, Map<String, Edit>> lastEdits(
      Map<RecordKey, Set<String>> fields, Instant since, Lane lane);

  /** E-mail addresses of those who can own a record today, by the vendor's id of the person. */
  Map<String, String> owners(Lane lane);

  /**
   * What the vendor's own clock showed when it last answered any call, in whole seconds; empty when
   * that answer did not say.
   */
  Optional<Instant> lastAnsweredAt();

  /**
   * The greatest token of a store that any record carries, by the order of the texts. May come from
   * an index that lags.
   *
   * @param storeId the first part of the tokens
   * @return empty when no record carries one
   */
  default Optional<String> greatestToken(String storeId) {
    return Optional.empty();
  }

  /**
   * The fields of one kind of record.
   *
   * @param object {@code contacts}, {@code Lead} or {@code Contact}
   */
  Schema schema(String object);

  /**
   * How our user stands with this vendor: what it may not do, and which edits the vendor keeps.
   * Changes nothing.
   *
   * @param histories by object, the fields whose history matters
   */
  default Standing standing(Map<String, Set<String>> histories) {
    return Standing.GOOD;
  }

  /**
   * An edit of one field by somebody else than us.
   *
   * @param at the vendor's time
   * @param value what it made of the field, as the vendor shows it; empty for blank
   */
  record Edit(Instant at, String value) {}

  /** Takes one page of a sweep. */
  @FunctionalInterface
  interface SweepPage {
    /**
     * @param records what changed, each as it showed when the vendor was asked
     * @param coveredTo up to which time of the vendor's clock everything was handed over with this
     *     page
     */
    void accept(List<Snapshot> records, Instant coveredTo);
  }

  /**
   * A person who may stand on this side already.
   *
   * @param otherSide the record on the other side; its id is the external key that we write
   * @param email canonical; empty for none
   */
  record Person(RecordKey otherSide, String email) {}

  /**
   * Who was found.
   *
   * @param byKey the record that carries our external key; at most one
   * @param byEmail the records with that address, without the one found by key; a converted Lead is
   *     replaced by the Contact that it became
   */
  record Matches(List<Snapshot> byKey, List<Snapshot> byEmail) {
    public static final Matches NONE = new Matches(List.of(), List.of());
  }
}
