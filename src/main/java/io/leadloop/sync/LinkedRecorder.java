package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.feedback.Dispositions;
import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.FieldStep;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLead;
import io.leadloop.store.JournalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts on a page what became of a link and of the writes for it. */
final class LinkedRecorder {
  private final Page page;

  LinkedRecorder(Page page) {
    this.page = page;
  }

  void add(Work.Linked work, AppliedBatch.Applied applied) {
    page.found(work.findings().of(work.row().link().id()));
    if (work.isNew()) {
      page.arrives(work.row());
      page.journal.add(page.entries.linked(work.claim(), work.row()));
    }
    if (work.isNew() || !work.findings().rows().isEmpty()) {
      // New, or it may go on with other records than before.
      page.takesIn(work.row());
    }
    Settlement settlement = Settlement.of(work, applied.sent());
    if (work.row().gone() != null && settlement.row().gone() == null) {
      page.journal.add(page.entries.back(work));
    }
    Trouble trouble = new Trouble();
    applied.sent().forEach((side, sent) -> written(work, side, sent, trouble));
    applied.notes().forEach((note, outcome) -> noted(work, note, outcome, trouble));
    String subject = Claim.subject(work.row().link().id());
    page.cleared.add(subject);
    page.cleared.add(work.claim().subject());
    if (work.leaves() && !trouble.passing && hasLeft(settlement, applied)) {
      leave(work, subject, applied);
      return;
    }
    if (!work.row().keyed()) {
      // It goes on with another contact, into which theirs may have been merged who was on the way.
      page.arrives(work.row());
    }
    page.rows.add(Undecided.after(work.row(), settlement.row(), page.rules.drift()));
    page.settled.put(work.row().link().id(), shown(work, applied.sent()));
    List<FieldStep> waiting = work.plan().waiting();
    waiting.forEach(
        step -> page.waits(work.row().link().id(), step, work.row().link().salesforce()));
    end(work, settlement.again(), trouble, !waiting.isEmpty());
  }

  /** What both sides show after this round, as far as it is known. */
  private static Map<Side, Snapshot> shown(Work.Linked work, Map<Side, Sent> sent) {
    Map<Side, Snapshot> shown = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Sent one = sent.get(side);
      Snapshot after = one == null ? null : one.after();
      shown.put(side, after == null ? work.snapshot(side) : after);
    }
    return shown;
  }

  /**
   * Whether the old Lead gave up our key, and nobody edited it meanwhile: an edit is carried over
   * before the person leaves.
   */
  private static boolean hasLeft(Settlement settlement, AppliedBatch.Applied applied) {
    Sent given = applied.sent().get(Side.SALESFORCE);
    return given != null && given.after() != null && !settlement.again();
  }

  /** What is left to be done for the person is done for their contact, as for anybody new. */
  private void leave(Work.Linked work, String subject, AppliedBatch.Applied applied) {
    Link link = work.row().link();
    page.obsolete.add(link.id());
    page.problems.removeIf(problem -> problem.subject().equals(subject));
    String said = work.facts().getOrDefault(Dispositions.NAME, "");
    page.journal.add(page.entries.left(work, said, leftBehind(work, applied)));
    page.endings.add(Ending.done(work.claim()));
    page.left.put(
        link.id(),
        new FormerLead(
            link.salesforce(),
            link.key(Side.HUBSPOT),
            work.facts().getOrDefault(HandRaise.AT, ""),
            page.now,
            OwedOptOuts.shown(page.rules.optOuts(), work.salesforce())));
  }

  /** What HubSpot refused, and what waits for a person; nobody will try it again. */
  private static List<FieldStep> leftBehind(Work.Linked work, AppliedBatch.Applied applied) {
    Sent hubspot = applied.sent().get(Side.HUBSPOT);
    List<FieldStep> behind = new ArrayList<>(work.plan().waiting());
    if (hubspot != null) {
      boolean none = hubspot.outcome() instanceof WriteOutcome.Rejected;
      Set<String> sent = none ? Set.of() : hubspot.write().values().keySet();
      work.plan().steps().stream()
          .filter(step -> step.writes() == Side.HUBSPOT && !sent.contains(step.rule().hubspot()))
          .forEach(behind::add);
    }
    return behind;
  }

  private void written(Work.Linked work, Side side, Sent sent, Trouble trouble) {
    long linkId = work.row().link().id();
    RecordKey key = work.row().link().key(side);
    List<JournalRow.Field> fields = Page.steps(work.plan(), side);
    if (sent.outcome() instanceof WriteOutcome.Accepted && sent.after() != null) {
      page.closed.add(sent.intent().token());
      if (work.plan().writesTo(side)) {
        page.arrived(work.claim(), work.snapshot(side.other()));
      }
      page.journal.add(
          page.entries.write(
              work.claim(), linkId, sent, key, "accepted", "updated" + Page.remark(sent), fields));
      trouble.refused |= page.remarked(work.claim(), linkId, sent, key);
      List<JournalRow.Field> lost =
          sent.evidence().writtenOver(page.rules, sent.intent(), sent.after());
      if (!lost.isEmpty()) {
        page.journal.add(page.entries.writtenOver(linkId, sent.intent(), key, lost));
      }
    } else if (sent.outcome() instanceof WriteOutcome.Rejected rejected) {
      page.closed.add(sent.intent().token());
      page.rejected(work.claim(), linkId, sent, rejected, key, fields);
      trouble.passing |= rejected.passing();
      trouble.refused |= !rejected.passing();
    } else {
      page.unknown(work.claim(), linkId, sent, key, fields);
      trouble.passing = true;
    }
  }

  private void noted(Work.Linked work, Item note, WriteOutcome outcome, Trouble trouble) {
    long linkId = work.row().link().id();
    String subject = Claim.subject(linkId);
    if (outcome instanceof WriteOutcome.Accepted) {
      page.notesDone.add(note.reference());
      page.journal.add(page.entries.note(work, note));
    } else if (outcome instanceof WriteOutcome.Rejected rejected) {
      trouble.refused = true;
      page.problems.add(
          page.reasons.refused(subject, note.kind().word(), rejected, work.claim(), subject));
    } else {
      trouble.passing = true;
    }
  }

  private void end(Work.Linked work, boolean again, Trouble trouble, boolean waiting) {
    Claim claim = work.claim();
    Ending ending;
    Instant changesAt = work.changesAt();
    if (trouble.passing) {
      ending = page.endAs.soon(claim);
    } else if (trouble.refused) {
      ending = page.endAs.retry(claim);
    } else if (again) {
      ending = Ending.again(claim, page.now, 0);
    } else if (changesAt != null) {
      ending = Ending.again(claim, changesAt, 0);
    } else {
      ending = waiting ? Ending.waits(claim) : Ending.done(claim);
    }
    if (!work.isNew()) {
      page.endings.add(ending);
      return;
    }
    // The claim was a record's; from here on the link stands for it.
    page.endings.add(Ending.done(claim));
    Instant dueAt = ending.dueAt();
    if (dueAt != null) {
      page.due.put(Claim.subject(work.row().link().id()), dueAt);
    }
  }

  /** What went wrong with one link in this round. */
  private static final class Trouble {
    /** Something that passes by itself: a lost answer, a locked row. */
    private boolean passing;

    private boolean refused;
  }
}
