package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLead;
import io.leadloop.store.Gone;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for one claim. Made by the reconciler, carried out by the applier, closed by
 * the recorder.
 */
public sealed interface Work {
  Claim claim();

  /**
   * A link whose two records were read.
   *
   * @param isNew whether the link is to be added: two records that exist already and were never
   *     linked
   * @param row what is remembered of it, after the fate of open intents was cleared up
   * @param hubspot what the contact shows, without derived fields
   * @param salesforce what the Lead or Contact shows, without derived fields
   * @param facts the disposition fields now, and the last hand-raise
   * @param notes to be added to the contact, and tasks to the Salesforce record; new ones
   * @param changesAt when a derived field would change by itself; null for never
   * @param leaves whether the person leaves this Lead for a new one: it gives up our key, and then
   *     the link ends
   * @param findings what became clear while reading: intents whose fate is known, a conversion that
   *     was followed
   */
  record Linked(
      Claim claim,
      boolean isNew,
      LinkRow row,
      Snapshot hubspot,
      Snapshot salesforce,
      LinkPlan plan,
      Map<String, String> facts,
      List<Item> notes,
      @Nullable Instant changesAt,
      boolean leaves,
      Findings findings)
      implements Work {

    public Snapshot snapshot(Side side) {
      return side == Side.HUBSPOT ? hubspot : salesforce;
    }

    /** The same work on a row that was stored, with these findings left to be stored. */
    Linked with(LinkRow stored, Findings left) {
      return new Linked(
          claim, isNew, stored, hubspot, salesforce, plan, facts, notes, changesAt, leaves, left);
    }

    Linked with(LinkPlan other) {
      return new Linked(
          claim, isNew, row, hubspot, salesforce, other, facts, notes, changesAt, leaves, findings);
    }

    /** The same, to be looked at again at this time, if not before. */
    Linked dueBy(Instant time) {
      Instant earlier = changesAt == null || time.isBefore(changesAt) ? time : changesAt;
      return new Linked(
          claim, isNew, row, hubspot, salesforce, plan, facts, notes, earlier, leaves, findings);
    }

    /**
     * The same with the opt-outs alone, if there are any: they go first. Once only, so that one
     * that cannot be written does not keep all else back for ever.
     */
    Linked optOutsFirst() {
      return plan.optsOut() && claim.attempts() == 0 ? with(plan.optOutsFirst()) : this;
    }

    /** The same with the opt-outs alone. */
    Linked optOutsAlone() {
      return with(plan.optOutsFirst());
    }

    /** Whether the Salesforce record still lacks the external key that shows the link. */
    public boolean needsKey() {
      return !row.keyed();
    }

    /** Whether this side's record says of the other one that it is deleted, and it is not. */
    boolean unmarks(Side side) {
      return unmarks(row, side);
    }

    static boolean unmarks(LinkRow row, Side side) {
      Gone gone = row.gone();
      return gone != null && gone.marks(side);
    }

    public boolean writesTo(Side side) {
      return plan.writesTo(side)
          || (side == Side.SALESFORCE && (needsKey() || leaves))
          || unmarks(side);
    }
  }

  /**
   * A link of which a record was deleted.
   *
   * @param row what is remembered of it, after the fate of open intents was cleared up
   * @param gone the record that is not there any more, and what was done with the other one so far
   * @param survivor what the other record shows; null when that is gone too
   * @param begins whether the link comes to rest only now
   * @param becomes what is to be done with the other record; what was done, for nothing more
   * @param why why it is not deleted, although the configuration says so; empty for no such reason
   * @param problem what a person has to do; null for nothing
   */
  record Resting(
      Claim claim,
      LinkRow row,
      Gone gone,
      @Nullable Snapshot survivor,
      boolean begins,
      Gone.Other becomes,
      String why,
      @Nullable Problem problem,
      Findings findings)
      implements Work {

    /** Whether the other record is to say so. */
    public boolean marks() {
      return gone.with(becomes).marked() && !gone.marked();
    }

    /** Whether the other record is to be put into the recycle bin. */
    public boolean deletes() {
      return becomes == Gone.Other.TO_DELETE;
    }

    /** Whether that was tried before. */
    public boolean triedBefore() {
      return gone.other() == Gone.Other.TO_DELETE;
    }

    /** The same when they are stored. */
    Resting withoutFindings() {
      return with(row, becomes, why, problem, Findings.NONE);
    }

    /** The same, about to be carried out, on the row as it is remembered from here on. */
    Resting begun() {
      return with(row.withGone(gone.with(becomes)), becomes, why, problem, findings);
    }

    /** The same on a newer look at the other record. */
    Resting with(Snapshot now) {
      return new Resting(claim, row, gone, now, begins, becomes, why, problem, findings);
    }

    /** The other record is marked and not deleted. */
    Resting keeping(String reason) {
      return with(row, Gone.Other.MARKED, reason, problem, findings);
    }

    /** The same, waiting for a person. */
    Resting waitingFor(Problem what, Findings more) {
      return with(row, becomes, why, what, findings.plus(more));
    }

    private Resting with(
        LinkRow known, Gone.Other other, String reason, @Nullable Problem what, Findings found) {
      return new Resting(claim, known, gone, survivor, begins, other, reason, what, found);
    }
  }

  /**
   * Two links that turned out to be one person.
   *
   * @param keeper goes on, and is looked at next
   * @param obsolete is forgotten
   */
  record Joined(Claim claim, Link keeper, Link obsolete, Ending ending, JournalRow row)
      implements Work {
    static Joined of(Claim claim, Link keeper, Link obsolete, Instant now) {
      boolean ends = claim.subject().equals(Claim.subject(obsolete.id()));
      JournalRow row =
          new JournalRow(
              0,
              now,
              keeper.id(),
              Claim.subject(keeper.id()),
              null,
              "join",
              keeper.salesforce().text(),
              null,
              "accepted",
              obsolete.label()
                  + " stood for the same person; its records were merged or deleted, and "
                  + keeper.label()
                  + " goes on alone.",
              List.of());
      return new Joined(
          claim, keeper, obsolete, ends ? Ending.done(claim) : Ending.again(claim, now), row);
    }
  }

  /**
   * A person who went on to another record, as that record's key tells; an old store that was put
   * back does not remember it.
   *
   * @param link ends, and its person is looked at like somebody new
   * @param former what the link stood for
   */
  record Left(Claim claim, Link link, FormerLead former, RecordKey present) implements Work {}

  /**
   * A person who is to be created on the other side.
   *
   * @param from the record that exists, without derived fields
   * @param object the kind of record to create
   * @param changesAt when a derived field would change by itself; null for never
   * @param left the Lead that the person left for this one; null for a person who is new
   */
  record Create(
      Claim claim,
      Snapshot from,
      String object,
      LinkPlan plan,
      @Nullable Instant changesAt,
      @Nullable FormerLead left,
      Findings findings)
      implements Work {
    public Side target() {
      return from.key().side().other();
    }

    Create with(LinkPlan other) {
      return new Create(claim, from, object, other, changesAt, left, findings);
    }
  }

  /**
   * This connection stops because another store's daemon wrote a record of it. Our token goes into
   * that record, and nothing else, so that the other one meets it there and stops as well.
   */
  record Signal(Claim claim, RecordKey record) implements Work {}

  /**
   * Nothing to write.
   *
   * @param problems why it waits; empty when it does not
   * @param wake subjects to look at instead
   * @param heir the record that stands for this person from here on, and takes over the writes
   *     whose fate is open; null for none
   */
  record Ended(
      Claim claim,
      Ending ending,
      List<Problem> problems,
      List<String> wake,
      @Nullable RecordKey heir,
      Findings findings)
      implements Work {
    static Ended of(Ending ending) {
      return new Ended(ending.claim(), ending, List.of(), List.of(), null, Findings.NONE);
    }

    /**
     * Nothing to do with this record; its person stands for a link already.
     *
     * @param left open intents of the record, which mean nothing any more
     */
    static Ended linked(Claim claim, long linkId, List<Intent> left) {
      return insteadOf(claim, Claim.subject(linkId)).closing(left);
    }

    /** The same, and these open intents mean nothing any more. */
    Ended closing(List<Intent> left) {
      List<String> tokens = left.stream().map(Intent::token).toList();
      Findings all = findings.plus(new Findings(tokens, List.of()));
      return new Ended(claim, ending, problems, wake, heir, all);
    }

    /** The same, and a state that was seen already is no news of it. */
    Ended kept() {
      return new Ended(claim, Ending.waits(claim), problems, wake, heir, findings);
    }

    /** Another subject is to be looked at in place of this one. */
    static Ended insteadOf(Claim claim, String subject) {
      return new Ended(claim, Ending.done(claim), List.of(), List.of(subject), null, Findings.NONE);
    }

    /**
     * A record that was merged into another one, or a Lead that was converted, before it had a
     * link: the survivor, or the Contact, takes over.
     */
    static Ended inherited(Claim claim, RecordKey heir) {
      return new Ended(
          claim, Ending.done(claim), List.of(), List.of(heir.text()), heir, Findings.NONE);
    }
  }

  /**
   * What became clear while reading, to be stored together with what follows from it.
   *
   * @param closed tokens of intents whose fate is known
   */
  record Findings(List<String> closed, List<JournalRow> rows) {
    public static final Findings NONE = new Findings(List.of(), List.of());

    public Findings {
      closed = List.copyOf(closed);
      rows = List.copyOf(rows);
    }

    boolean isEmpty() {
      return closed.isEmpty() && rows.isEmpty();
    }

    /** The same with the number of the link, in rows that were made before it had one. */
    Findings of(long linkId) {
      return new Findings(closed, rows.stream().map(row -> row.of(linkId)).toList());
    }

    Findings plus(Findings other) {
      List<String> tokens = new ArrayList<>(closed);
      tokens.addAll(other.closed);
      List<JournalRow> all = new ArrayList<>(rows);
      all.addAll(other.rows);
      return new Findings(tokens, all);
    }
  }
}
