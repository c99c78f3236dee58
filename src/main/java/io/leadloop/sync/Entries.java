package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Translated;
import io.leadloop.plan.FieldStep;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that the journal gets for what one round did. */
final class Entries {
  private final Instant now;

  Entries(Instant now) {
    this.now = now;
  }

  /** Two records that existed already stand for one person. */
  JournalRow linked(Claim claim, LinkRow row) {
    return new JournalRow(
        0,
        now,
        row.link().id(),
        claim.subject(),
        null,
        "link",
        row.link().salesforce().text(),
        null,
        "accepted",
        row.link().label() + ": one person, linked.",
        List.of());
  }

  /**
   * A person leaves a Lead that sales is done with, and the link ends.
   *
   * @param behind what was to be carried over and could not be
   */
  JournalRow left(Work.Linked work, String said, List<FieldStep> behind) {
    RecordKey lead = work.row().link().salesforce();
    String labels =
        behind.stream().map(step -> step.rule().label()).collect(Collectors.joining(", "));
    return new JournalRow(
        0,
        now,
        work.row().link().id(),
        work.claim().subject(),
        null,
        "leave",
        lead.text(),
        null,
        "accepted",
        "%s raised a hand again, and sales is done with %s (%s): a new Lead is made for them, and this one stays as it is.%s"
            .formatted(
                work.row().link().key(Side.HUBSPOT).label(),
                lead.label(),
                said,
                behind.isEmpty() ? "" : " Not carried over: " + labels + "."),
        behind.stream().map(JournalFields::of).toList());
  }

  /** A person left a Lead, and an old store that was put back sees it now. */
  JournalRow left(Work.Left work) {
    return new JournalRow(
        0,
        now,
        work.link().id(),
        Claim.subject(work.link().id()),
        null,
        "leave",
        work.former().lead().text(),
        null,
        "accepted",
        "%s has the key of %s: the person left %s for it, after the copy of the store was made that was put back."
            .formatted(
                work.present().label(),
                work.former().contact().label(),
                work.former().lead().label()),
        List.of());
  }

  /** A link comes to rest. */
  JournalRow unlinked(Work.Resting work, @Nullable Sent sent) {
    RecordKey gone = work.row().link().key(work.gone().side());
    RecordKey other = work.row().link().key(work.gone().side().other());
    return new JournalRow(
        0,
        now,
        work.row().link().id(),
        work.claim().subject(),
        sent == null ? null : sent.intent().side(),
        "unlink",
        gone.text(),
        sent == null ? null : sent.intent().token(),
        "accepted",
        "%s was deleted in %s at %s. %s stays%s; the link rests until it is restored.%s"
            .formatted(
                gone.label(),
                gone.side().label(),
                work.gone().at(),
                other.label(),
                work.marks() ? " and is marked" : " as it is",
                work.why().isEmpty() ? "" : " It was not deleted too, because " + work.why() + "."),
        List.of());
  }

  /** A record was put into the recycle bin because its counterpart was deleted. */
  JournalRow deleted(Rules rules, Work.Resting work, Sent sent) {
    RecordKey gone = work.row().link().key(work.gone().side());
    RecordKey other = work.row().link().key(work.gone().side().other());
    String why = "deletes." + gone.object() + ": delete";
    return new JournalRow(
        0,
        now,
        work.row().link().id(),
        work.claim().subject(),
        other.side(),
        "delete",
        other.text(),
        sent.intent().token(),
        "accepted",
        "%s was deleted in %s at %s, so %s was put into %s (%s). The link rests until both are restored."
            .formatted(
                gone.label(),
                gone.side().label(),
                work.gone().at(),
                other.label(),
                bin(other.side()),
                why),
        JournalFields.of(rules, work, why));
  }

  /** Where a vendor keeps what was deleted, and for how long a person can restore it. */
  static String bin(Side side) {
    return side == Side.HUBSPOT
        ? "HubSpot's recycle bin, which keeps it for 90 days"
        : "Salesforce's recycle bin, which keeps it for 15 days";
  }

  /** A link that rested goes on. */
  JournalRow back(Work.Linked work) {
    return new JournalRow(
        0,
        now,
        work.row().link().id(),
        work.claim().subject(),
        null,
        "relink",
        work.row().link().salesforce().text(),
        null,
        "accepted",
        work.row().link().label() + ": both records are there again, and the link goes on.",
        List.of());
  }

  /** A write and its outcome. */
  JournalRow write(
      Claim claim,
      @Nullable Long linkId,
      Sent sent,
      RecordKey key,
      String outcome,
      String message,
      List<JournalRow.Field> fields) {
    return new JournalRow(
        0,
        now,
        linkId,
        claim.subject(),
        sent.intent().side(),
        operation(sent.intent()),
        key.text(),
        sent.intent().token(),
        outcome,
        message,
        fields);
  }

  /** The word of the journal for a write. */
  static String operation(Intent intent) {
    return intent.deletes() ? "delete" : intent.isCreate() ? "create" : "update";
  }

  /**
   * What people typed between our read and our write, and is not there any more.
   *
   * @param lost each with what they typed as the value before
   */
  JournalRow writtenOver(long linkId, Intent intent, RecordKey key, List<JournalRow.Field> lost) {
    return new JournalRow(
        0,
        now,
        JournalFields.linkId(linkId),
        linkId == 0 ? intent.subject() : Claim.subject(linkId),
        intent.side(),
        "update",
        key.text(),
        intent.token(),
        "overwrote",
        "Somebody edited this in the moment in which it was written, and what they typed is gone"
            + " from the record. It stands here; if it is to count, type it again on either side.",
        lost);
  }

  /** A note that stands on its contact, or a task on its Salesforce record. */
  JournalRow note(Work.Linked work, Item note) {
    long linkId = work.row().link().id();
    return new JournalRow(
        0,
        now,
        linkId,
        Claim.subject(linkId),
        note.kind().side(),
        note.kind().word(),
        work.row().link().key(note.kind().side()).text(),
        note.reference(),
        "accepted",
        note.body(),
        List.of());
  }

  /** A field that waits for a person. */
  JournalRow waits(long linkId, FieldStep step, RecordKey record) {
    Translated.Misfit misfit = step.misfit();
    return new JournalRow(
        0,
        now,
        linkId,
        Claim.subject(linkId),
        null,
        "park",
        record.text(),
        null,
        misfit == null ? "parked" : "invalid",
        Reasons.code(step) + ": " + step.rule().label() + ": " + Reasons.why(step) + ".",
        List.of(JournalFields.of(step)));
  }
}
