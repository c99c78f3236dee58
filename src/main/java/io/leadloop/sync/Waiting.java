package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the endings of claims that wait for a person, each with its cause and the next step. */
final class Waiting {
  /** Of whom more than one record was found, so that nobody was linked. */
  static final String AMBIGUOUS = "ambiguous-match";

  /** Of whom an erasure said that they stay out. */
  static final String ERASED = "erased-before";

  /** Whose record, or whose counterpart, is not to be found. */
  static final String GONE = "record-gone";

  /** Between the words of a problem of {@link #AMBIGUOUS} and the records that it names. */
  private static final String LIST = ": ";

  private static final String COMMA = ", ";

  private final Instant now;

  Waiting(Instant now) {
    this.now = now;
  }

  Work.Ended ambiguous(Claim claim, RecordKey record, List<Snapshot> candidates) {
    String list = candidates.stream().map(c -> c.key().label()).collect(Collectors.joining(COMMA));
    return parked(
        claim,
        record,
        AMBIGUOUS,
        "%d records have this person's e-mail address or lead to them by our key"
                .formatted(candidates.size())
            + LIST
            + list,
        "More than one record on the other side may be this person; nothing was guessed and nothing"
            + " was written.",
        "Merge them there, or write %s into the key field of the right one; then: leadloop retry %s"
            .formatted(record.id(), record.id()));
  }

  /** The labels of the records that a message of {@link #AMBIGUOUS} names. */
  static List<String> candidates(String message) {
    return List.of(message.substring(message.lastIndexOf(LIST) + LIST.length()).split(COMMA));
  }

  Work.Ended taken(Claim claim, RecordKey record, RecordKey candidate, String linkedTo) {
    return parked(
        claim,
        record,
        "linked-elsewhere",
        "%s, to which this record leads by our key, an address or a conversion, belongs to %s"
            .formatted(candidate.label(), linkedTo),
        "The record that this person would be linked to stands for somebody else already.",
        "Find out whether both are one person and merge them, or correct the key or the address; then: leadloop retry %s"
            .formatted(record.id()));
  }

  /**
   * A record that was there before another one of the same address was deleted.
   *
   * @param candidate what the deleted one was linked to
   * @param link of the two
   */
  Work.Ended olderNamesake(Claim claim, RecordKey record, RecordKey candidate, LinkRow link) {
    RecordKey hubspot = record.side() == Side.HUBSPOT ? record : candidate;
    RecordKey salesforce = record.side() == Side.HUBSPOT ? candidate : record;
    return parked(
        claim,
        record,
        "linked-elsewhere",
        "%s, to which this record leads by an address, belongs to %s, which was deleted"
            .formatted(candidate.label(), link.link().key(record.side()).label()),
        "This record was there before, so it may be somebody else with the same address; nothing was guessed and nothing was written.",
        "If it is the same person, write %s into the key field of %s, or restore the deleted one and merge them; if not, correct the address; then: leadloop retry %s"
            .formatted(hubspot.id(), salesforce.label(), record.id()));
  }

  /**
   * Nobody is created for a record that was linked once, here or by another store, to a contact
   * that is not there.
   *
   * @param contact what its key says
   */
  Work.Ended keyOfNobody(Claim claim, RecordKey record, String contact) {
    return parked(
        claim,
        record,
        GONE,
        "%s names contact %s by our key, and it is not to be found in HubSpot"
            .formatted(record.label(), contact),
        "The contact was deleted, or our user may not see it. Nobody is created in its place by itself.",
        "Restore it or give our user access; or empty the key of %s if there is to be a new one; then: leadloop retry %s. If it was deleted for good because the person is to be forgotten: leadloop erase --person %s"
            .formatted(record.label(), record.id(), record.id()));
  }

  private static String notFound(RecordKey record) {
    return "%s is not to be found in %s".formatted(record.label(), record.side().label());
  }

  /** Whether this is what is said where this record of a link is not found. */
  static boolean saysGone(Problem problem, RecordKey record) {
    return problem.code().equals(GONE) && problem.message().equals(notFound(record));
  }

  Work.Ended gone(Claim claim, RecordKey record, RecordKey other) {
    return parked(
        claim,
        record,
        GONE,
        notFound(record),
        "It was deleted, or our user may not see it. %s was left as it is."
            .formatted(other.label()),
        "Restore it or give our user access; then: leadloop retry %s. If it was deleted for good because the person is to be forgotten: leadloop erase --person %s"
            .formatted(other.id(), other.id()));
  }

  /**
   * A deleted record is back, and the one that we deleted for it is not: no vendor lets a program
   * restore it.
   *
   * @param back the record that was restored
   * @param ours the record that we deleted
   * @param inBin whether its vendor can still restore it
   */
  Work toRestore(Work.Resting rests, RecordKey back, RecordKey ours, boolean inBin) {
    String side = ours.side().label();
    Work.Ended waits =
        parked(
            rests.claim(),
            back,
            "restore-needed",
            "%s was restored in %s, and %s, which was deleted for it, is still deleted in %s"
                .formatted(back.label(), back.side().label(), ours.label(), side),
            "%s lets no program restore it. Nobody is created in its place.".formatted(side),
            inBin
                ? "Restore %s in %s: %s. Once both are there the link goes on by itself."
                    .formatted(ours.label(), side, way(ours.side()))
                : "%s does not show it in its recycle bin any more. Make a new record in %s with the same e-mail address: it takes its place by itself."
                    .formatted(side, side));
    return rests.waitingFor(waits.problems().get(0), waits.findings());
  }

  /** Somebody sent a form whose record sales has deleted: nobody there sees it. */
  Work cameBack(Work.Resting rests, HandRaise raised) {
    RecordKey contact = rests.row().link().key(Side.HUBSPOT);
    RecordKey deleted = rests.row().link().salesforce();
    Work.Ended waits =
        parked(
            rests.claim(),
            contact,
            "came-back-deleted",
            "%s %s, and %s was deleted in Salesforce on %s"
                .formatted(
                    contact.label(), raised.sentence(), deleted.label(), day(rests.gone().at())),
            "Who was deleted is not created again by itself, so nobody in sales sees this form.",
            "Restore %s in Salesforce: %s. Or make a new record there with the same e-mail address: it takes its place by itself. If nobody is to answer, delete %s in HubSpot too"
                .formatted(deleted.label(), way(Side.SALESFORCE), contact.label()));
    return rests.waitingFor(waits.problems().get(0), waits.findings());
  }

  private static String day(Instant at) {
    return at.toString().substring(0, 10);
  }

  /** How a person restores a record. */
  private static String way(Side side) {
    return side == Side.HUBSPOT
        ? "Contacts > Actions > Restore records, within 90 days"
        : "Recycle Bin > Org Recycle Bin > Undelete, within 15 days";
  }

  /** Somebody whose link was forgotten with the store that knew it. */
  Work.Ended counterpartLost(Claim claim, RecordKey record) {
    String other = record.side().other().label();
    return parked(
        claim,
        record,
        "counterpart-lost",
        "%s carries our token, and its counterpart is not to be found in %s"
            .formatted(record.label(), other),
        "It was linked after the copy of the store was made that was put back, and its counterpart was deleted since: nobody is made in its place by themselves.",
        "Restore it in %s; then: leadloop retry %s. If there is to be a new one, empty our token and our key in %s"
            .formatted(other, record.id(), record.label()));
  }

  /**
   * Somebody who was erased here.
   *
   * @param erasedAt when
   */
  Work.Ended erasedBefore(Claim claim, RecordKey record, Instant erasedAt) {
    return parked(
        claim,
        record,
        ERASED,
        "%s stands for somebody who was erased here on %s".formatted(record.label(), day(erasedAt)),
        "Who was erased is not created or linked again by itself; nothing was written.",
        "Erase %s in %s too. If this person came back by their own act: leadloop erase --lift %s"
            .formatted(record.label(), record.side().label(), record.id()));
  }

  /**
   * What became of a Lead that its person had left for a new one.
   *
   * @param person who left it
   */
  Work.Ended leftBefore(Claim claim, RecordKey record, RecordKey person) {
    return parked(
        claim,
        record,
        "former-lead",
        "%s was made of a Lead that %s left for a new one"
            .formatted(record.label(), person.label()),
        "Somebody merged or converted the former Lead, so that there are two records of one person;"
            + " which of them is right is not guessed.",
        "Merge %s with the record that %s is linked to, or convert that one into it; then: leadloop retry %s"
            .formatted(record.label(), person.label(), record.id()));
  }

  /**
   * Two records that were merged on one side, and not on the other.
   *
   * @param own the other side's record of the link whose record was merged away
   * @param other that of the link that stands for the survivor
   */
  Work.Ended merged(
      Claim claim, RecordKey record, RecordKey survivor, RecordKey own, RecordKey other) {
    String two = own.label() + " and " + other.label();
    return parked(
        claim,
        record,
        "record-merged",
        "%s was merged into %s, but %s are still two records"
            .formatted(record.label(), survivor.label(), two),
        "One person on one side, two on the other: which of the two is right is not guessed.",
        "Merge %s in %s, or delete the one that is not needed; then: leadloop retry %s"
            .formatted(two, own.side().label(), own.id()));
  }

  Work.Ended broken(Claim claim, RuntimeException bug) {
    return parked(
        claim,
        null,
        "internal-error",
        bug.getClass().getSimpleName() + ": " + bug.getMessage(),
        "A fault of this program kept it from planning this one; all others go on.",
        "Report it with the log; to try again: leadloop retry " + claim.subject());
  }

  private Work.Ended parked(
      Claim claim,
      @Nullable RecordKey record,
      String code,
      String message,
      String cause,
      String nextStep) {
    Problem problem =
        new Problem(
            claim.subject(),
            "",
            Problem.Kind.PARKED,
            code,
            message,
            cause,
            nextStep,
            claim.attempts() + 1,
            now);
    JournalRow row =
        new JournalRow(
            0,
            now,
            claim.linkId(),
            claim.subject(),
            null,
            "park",
            record == null ? claim.subject() : record.text(),
            null,
            "parked",
            code + ": " + message + ".",
            List.of());
    return new Work.Ended(
        claim,
        Ending.waits(claim),
        List.of(problem),
        List.of(),
        null,
        new Work.Findings(List.of(), List.of(row)));
  }
}
