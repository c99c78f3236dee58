package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Shown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts on a page what became of a link whose record is gone, or that is one with another. */
final class RestingRecorder {
  private final Page page;

  RestingRecorder(Page page) {
    this.page = page;
  }

  void add(Work.Resting work, @Nullable Sent sent) {
    page.found(work.findings());
    if (!work.findings().rows().isEmpty()) {
      page.takesIn(work.row());
    }
    if (work.problem() != null && work.survivor() == null) {
      waits(work, work.problem());
    } else if (work.deletes()) {
      deleted(work, sent);
    } else {
      rests(work, sent);
    }
  }

  private void waits(Work.Resting work, Problem problem) {
    page.rows.add(gone(work));
    page.cleared.add(work.claim().subject());
    page.problems.add(problem);
    page.endings.add(Ending.waits(work.claim()));
  }

  /** The row was stored before the deletion was sent, and says that it is under way. */
  private void deleted(Work.Resting work, @Nullable Sent sent) {
    Claim claim = work.claim();
    long linkId = work.row().link().id();
    Side side = work.gone().side().other();
    RecordKey key = work.row().link().key(side);
    if (sent != null && sent.outcome() instanceof WriteOutcome.Accepted) {
      page.closed.add(sent.intent().token());
      page.rows.add(unseen(work.row().withGone(work.gone().with(Gone.Other.DELETED)), side));
      page.journal.add(page.entries.deleted(page.rules, work, sent));
      page.cleared.add(claim.subject());
      page.endings.add(Ending.done(claim));
      return;
    }
    page.rows.add(work.row());
    if (sent != null && sent.outcome() instanceof WriteOutcome.Rejected rejected) {
      page.closed.add(sent.intent().token());
      page.rejected(claim, linkId, sent, rejected, key, List.of());
      page.endings.add(rejected.passing() ? page.endAs.soon(claim) : page.endAs.retry(claim));
      return;
    }
    if (sent != null) {
      page.unknown(claim, linkId, sent, key, List.of());
    }
    page.endings.add(page.endAs.soon(claim));
  }

  private void rests(Work.Resting work, @Nullable Sent sent) {
    Claim claim = work.claim();
    long linkId = work.row().link().id();
    Side side = work.gone().side().other();
    RecordKey key = work.row().link().key(side);
    if (sent != null && sent.outcome() instanceof WriteOutcome.Rejected rejected) {
      page.closed.add(sent.intent().token());
      page.rejected(claim, linkId, sent, rejected, key, List.of());
      page.rows.add(work.row());
      page.endings.add(rejected.passing() ? page.endAs.soon(claim) : page.endAs.retry(claim));
      return;
    }
    if (work.marks() && (sent == null || sent.after() == null)) {
      if (sent != null) {
        page.unknown(claim, linkId, sent, key, List.of());
      }
      page.rows.add(work.row());
      page.endings.add(page.endAs.soon(claim));
      return;
    }
    LinkRow row = gone(work);
    Snapshot survivor = work.survivor();
    if (survivor != null) {
      // The mark is no field of ours to compare.
      Instant at = sent == null ? survivor.modifiedAt() : sent.shownAt(survivor);
      String token = sent == null ? survivor.token() : sent.intent().token();
      row = row.withShown(side, new Shown(survivor.fingerprint(), at, token));
    } else {
      row = unseen(row, side);
    }
    if (work.begins() || work.marks()) {
      page.journal.add(page.entries.unlinked(work, sent));
    }
    if (sent != null) {
      page.closed.add(sent.intent().token());
    }
    page.rows.add(row);
    page.cleared.add(claim.subject());
    Problem problem = work.problem();
    if (problem == null) {
      page.endings.add(Ending.done(claim));
    } else {
      page.problems.add(problem);
      page.endings.add(Ending.waits(claim));
    }
  }

  private static LinkRow gone(Work.Resting work) {
    return work.row().withGone(work.gone().with(work.becomes()));
  }

  /** Both are gone: whichever comes back first is news, so that it is looked at. */
  private static LinkRow unseen(LinkRow row, Side side) {
    Shown known = row.shown(side);
    return row.withShown(side, new Shown(null, known.modifiedAt(), known.token()));
  }

  void add(Work.Joined work) {
    String subject = Claim.subject(work.obsolete().id());
    String keeper = Claim.subject(work.keeper().id());
    page.obsolete.add(work.obsolete().id());
    page.state.intents().move(page.handle, subject, keeper);
    page.state.formerLeads().join(page.handle, work.obsolete().id(), work.keeper().id());
    page.journal.add(work.row());
    page.cleared.add(subject);
    page.endings.add(work.ending());
    page.due.put(keeper, page.now);
  }
}
