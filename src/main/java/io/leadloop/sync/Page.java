package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.Claim;
import io.leadloop.store.Gone;
import io.leadloop.store.Inbox;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that one transaction stores of a round. One use for one batch. */
final class Page {
  private static final Logger LOG = LoggerFactory.getLogger(Page.class);

  private final Rules rules;
  private final State state;
  private final Directory directory;
  private final Endings endAs;
  private final Entries entries;
  private final Reasons reasons;
  private final Handle handle;
  private final Instant now;
  private final List<LinkRow> rows = new ArrayList<>();
  private final List<Long> obsolete = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final List<JournalRow> journal = new ArrayList<>();
  private final List<Inbox.Ending> endings = new ArrayList<>();
  private final Set<String> cleared = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Instant> due = new LinkedHashMap<>();
  private final List<String> notesDone = new ArrayList<>();
  private final List<String> joined = new ArrayList<>();
  private final List<Recorded.Arrived> arrived = new ArrayList<>();

  /**
   * @param handle within the transaction, after the lease was fenced
   */
  Page(
      Rules rules,
      State state,
      Directory directory,
      LoopSettings settings,
      Handle handle,
      Instant now) {
    this.rules = rules;
    this.state = state;
    this.directory = directory;
    this.endAs = new Endings(settings, now);
    this.entries = new Entries(now);
    this.reasons = new Reasons(now);
    this.handle = handle;
    this.now = now;
  }

  void add(AppliedBatch.Applied applied) {
    Work work = applied.work();
    if (applied.heldBack() != null) {
      endings.add(endAs.heldBack(work.claim(), state, handle));
    } else if (work instanceof Work.Ended ended) {
      addEnded(ended);
    } else if (work instanceof Work.Resting resting) {
      addResting(resting, applied.sent().get(resting.gone().side().other()));
    } else if (work instanceof Work.Joined joined) {
      addJoined(joined);
    } else if (work instanceof Work.Create create) {
      addCreated(create, applied.sent().get(create.target()));
    } else {
      addLinked((Work.Linked) work, applied);
    }
  }

  void write() {
    state.links().remove(handle, obsolete);
    state.links().save(handle, rows);
    state.intents().close(handle, closed);
    newProblemsOnly();
    state.journal().append(handle, journal);
    notesDone.forEach(reference -> state.items().close(handle, reference));
    state.problems().replace(handle, cleared, problems);
    state.inbox().end(handle, endings);
    state.inbox().forgetWaiting(handle, joined);
    state.inbox().schedule(handle, due, Lane.REPAIR.number(), now);
  }

  /** What there is to tell of this page, once it is stored. */
  Recorded recorded(Duration window) {
    List<Recorded.Refused> refused =
        problems.stream()
            .filter(problem -> problem.kind() == Problem.Kind.REJECTED)
            .map(problem -> new Recorded.Refused(sideOf(problem), problem.code()))
            .toList();
    return new Recorded(journal, refused, arrived, window);
  }

  /** What a refused write waits under: its side, or the note, which only HubSpot has. */
  private static Side sideOf(Problem refused) {
    return refused.field().equals(Side.SALESFORCE.word()) ? Side.SALESFORCE : Side.HUBSPOT;
  }

  private void arrived(Claim claim, Snapshot from) {
    Duration took = Duration.between(from.modifiedAt(), now);
    arrived.add(
        new Recorded.Arrived(
            from.key().side().other(),
            Lane.of(claim.lane()),
            took.isNegative() ? Duration.ZERO : took));
  }

  /** A field that goes on waiting for the same reason is journalled once and not with each look. */
  private void newProblemsOnly() {
    journal.removeIf(
        row ->
            row.operation().equals("park")
                && state.problems().of(handle, row.subject()).stream()
                    .anyMatch(
                        known -> row.message().startsWith(known.code() + ": " + known.field())));
  }

  private void addEnded(Work.Ended ended) {
    found(ended.findings());
    endings.add(ended.ending());
    ended.wake().forEach(subject -> due.put(subject, now));
    RecordKey heir = ended.heir();
    if (heir != null) {
      state.intents().move(handle, ended.claim().subject(), heir.text());
    }
    if (ended.ending().dueAt() == null) {
      cleared.add(ended.claim().subject());
      problems.addAll(ended.problems());
    }
  }

  private void addResting(Work.Resting work, @Nullable Sent sent) {
    found(work.findings());
    Claim claim = work.claim();
    long linkId = work.row().link().id();
    Side side = work.gone().side().other();
    RecordKey key = work.row().link().key(side);
    if (sent != null && sent.outcome() instanceof WriteOutcome.Rejected rejected) {
      closed.add(sent.intent().token());
      rejected(claim, linkId, sent, rejected, key, List.of());
      rows.add(work.row());
      endings.add(rejected.passing() ? endAs.soon(claim) : endAs.retry(claim));
      return;
    }
    if (work.marks() && (sent == null || sent.after() == null)) {
      if (sent != null) {
        unknown(claim, linkId, sent, key, List.of());
      }
      rows.add(work.row());
      endings.add(endAs.soon(claim));
      return;
    }
    LinkRow row = work.row();
    Snapshot survivor = work.survivor();
    if (survivor != null) {
      // The mark is no field of ours to compare.
      Instant at = sent == null ? survivor.modifiedAt() : sent.shownAt(survivor);
      String token = sent == null ? survivor.token() : sent.intent().token();
      row = row.withShown(side, new Shown(survivor.fingerprint(), at, token));
    }
    if (work.begins()) {
      row = row.withGone(new Gone(work.gone().side(), work.gone().at(), work.marks()));
      journal.add(entries.unlinked(work, sent));
    }
    if (sent != null) {
      closed.add(sent.intent().token());
    }
    rows.add(row);
    cleared.add(claim.subject());
    endings.add(Inbox.Ending.done(claim));
  }

  private void addJoined(Work.Joined work) {
    String subject = Claim.subject(work.obsolete().id());
    String keeper = Claim.subject(work.keeper().id());
    obsolete.add(work.obsolete().id());
    state.intents().move(handle, subject, keeper);
    journal.add(work.row());
    cleared.add(subject);
    endings.add(work.ending());
    due.put(keeper, now);
  }

  private void found(Work.Findings findings) {
    closed.addAll(findings.closed());
    journal.addAll(findings.rows());
  }

  private void addCreated(Work.Create work, @Nullable Sent sent) {
    found(work.findings());
    if (sent == null) {
      endings.add(Inbox.Ending.again(work.claim(), now, work.claim().attempts()));
      return;
    }
    WriteOutcome outcome = sent.outcome();
    if (outcome instanceof WriteOutcome.Accepted accepted && sent.after() != null) {
      created(work, sent, accepted.key());
    } else if (outcome instanceof WriteOutcome.Exists exists) {
      exists(work, sent, exists);
    } else if (outcome instanceof WriteOutcome.Rejected rejected) {
      closed.add(sent.intent().token());
      rejected(
          work.claim(), null, sent, rejected, work.from().key(), steps(work.plan(), work.target()));
      endings.add(rejected.passing() ? endAs.soon(work.claim()) : endAs.retry(work.claim()));
    } else {
      unknown(work.claim(), null, sent, work.from().key(), steps(work.plan(), work.target()));
      endings.add(endAs.soon(work.claim()));
    }
  }

  private void created(Work.Create work, Sent sent, RecordKey key) {
    Side target = work.target();
    String hubspotId = target == Side.HUBSPOT ? key.id() : work.from().key().id();
    RecordKey salesforce = target == Side.HUBSPOT ? work.from().key() : key;
    LinkRow row = state.links().add(handle, hubspotId, salesforce, target == Side.SALESFORCE, now);
    Snapshot salesforceShown =
        target == Side.HUBSPOT ? work.from() : Objects.requireNonNull(sent.after());
    Map<String, String> facts = rules.dispositions().of(salesforceShown, false, Map.of()).fields();
    Settlement settlement = Settlement.ofCreated(work, sent, row, facts, directory.known());
    rows.add(settlement.row());
    closed.add(sent.intent().token());
    arrived(work.claim(), work.from());
    long linkId = row.link().id();
    journal.add(
        entries.write(
            work.claim(),
            linkId,
            sent,
            key,
            "accepted",
            "created" + remark(sent),
            steps(work.plan(), target)));
    cleared.add(work.claim().subject());
    endings.add(Inbox.Ending.done(work.claim()));
    List<FieldStep> waiting = work.plan().waiting();
    waiting.forEach(step -> waits(linkId, step, key));
    Instant changesAt = work.changesAt();
    if (remarked(work.claim(), linkId, sent, key)) {
      Inbox.Ending later = endAs.retry(work.claim());
      due.put(Claim.subject(linkId), Objects.requireNonNull(later.dueAt()));
    } else if (settlement.again()) {
      due.put(Claim.subject(linkId), now);
    } else if (changesAt != null) {
      due.put(Claim.subject(linkId), changesAt);
    }
  }

  private void exists(Work.Create work, Sent sent, WriteOutcome.Exists exists) {
    closed.add(sent.intent().token());
    RecordKey key = exists.key();
    LinkRow other = state.links().of(handle, key).orElse(null);
    if (other != null) {
      Work.Ended parked =
          new Waiting(now)
              .taken(
                  work.claim(),
                  work.from().key(),
                  key,
                  other.link().key(work.from().key().side()).label());
      addEnded(parked);
      return;
    }
    String hubspotId = key.side() == Side.HUBSPOT ? key.id() : work.from().key().id();
    RecordKey salesforce = key.side() == Side.HUBSPOT ? work.from().key() : key;
    LinkRow row = state.links().add(handle, hubspotId, salesforce, false, now);
    journal.add(entries.linked(work.claim(), row));
    cleared.add(work.claim().subject());
    endings.add(Inbox.Ending.done(work.claim()));
    due.put(Claim.subject(row.link().id()), now);
  }

  private void addLinked(Work.Linked work, AppliedBatch.Applied applied) {
    found(work.findings().of(work.row().link().id()));
    if (work.isNew()) {
      journal.add(entries.linked(work.claim(), work.row()));
      for (Side side : Side.values()) {
        String record = work.row().link().key(side).text();
        cleared.add(record);
        joined.add(record);
      }
    }
    Settlement settlement = Settlement.of(work, applied.sent());
    rows.add(settlement.row());
    if (work.row().gone() != null && settlement.row().gone() == null) {
      journal.add(entries.back(work));
    }
    Trouble trouble = new Trouble();
    applied.sent().forEach((side, sent) -> written(work, side, sent, trouble));
    applied.notes().forEach((note, outcome) -> noted(work, note, outcome, trouble));
    String subject = Claim.subject(work.row().link().id());
    cleared.add(subject);
    cleared.add(work.claim().subject());
    List<FieldStep> waiting = work.plan().waiting();
    waiting.forEach(step -> waits(work.row().link().id(), step, work.row().link().salesforce()));
    end(work, settlement.again(), trouble, !waiting.isEmpty());
  }

  private void written(Work.Linked work, Side side, Sent sent, Trouble trouble) {
    long linkId = work.row().link().id();
    RecordKey key = work.row().link().key(side);
    List<JournalRow.Field> fields = steps(work.plan(), side);
    if (sent.outcome() instanceof WriteOutcome.Accepted && sent.after() != null) {
      closed.add(sent.intent().token());
      if (work.plan().writesTo(side)) {
        arrived(work.claim(), work.snapshot(side.other()));
      }
      journal.add(
          entries.write(
              work.claim(), linkId, sent, key, "accepted", "updated" + remark(sent), fields));
      trouble.refused |= remarked(work.claim(), linkId, sent, key);
      List<JournalRow.Field> lost = sent.evidence().writtenOver(rules, sent.intent(), sent.after());
      if (!lost.isEmpty()) {
        journal.add(entries.writtenOver(linkId, sent.intent(), key, lost));
      }
    } else if (sent.outcome() instanceof WriteOutcome.Rejected rejected) {
      closed.add(sent.intent().token());
      rejected(work.claim(), linkId, sent, rejected, key, fields);
      trouble.passing |= rejected.passing();
      trouble.refused |= !rejected.passing();
    } else {
      unknown(work.claim(), linkId, sent, key, fields);
      trouble.passing = true;
    }
  }

  private static String remark(Sent sent) {
    WriteOutcome.Rejected left = sent.leftUndone();
    return left == null ? "" : "; but " + left.message();
  }

  /** Whether a part of a write was left undone; it waits with its reason and is tried again. */
  private boolean remarked(Claim claim, long linkId, Sent sent, RecordKey key) {
    WriteOutcome.Rejected left = sent.leftUndone();
    if (left == null) {
      return false;
    }
    LOG.atWarn()
        .addKeyValue("code", left.code())
        .log("A write was done in part: {}", left.message());
    problems.add(
        reasons.refused(Claim.subject(linkId), sent.intent().side().word(), left, claim, key.id()));
    return true;
  }

  private void noted(Work.Linked work, Item note, WriteOutcome outcome, Trouble trouble) {
    long linkId = work.row().link().id();
    String subject = Claim.subject(linkId);
    if (outcome instanceof WriteOutcome.Accepted) {
      notesDone.add(note.reference());
      journal.add(entries.note(work, note));
    } else if (outcome instanceof WriteOutcome.Rejected rejected) {
      trouble.refused = true;
      problems.add(reasons.refused(subject, "note", rejected, work.claim(), linkId + ""));
    } else {
      trouble.passing = true;
    }
  }

  private void end(Work.Linked work, boolean again, Trouble trouble, boolean waiting) {
    Claim claim = work.claim();
    Inbox.Ending ending;
    Instant changesAt = work.changesAt();
    if (trouble.passing) {
      ending = endAs.soon(claim);
    } else if (trouble.refused) {
      ending = endAs.retry(claim);
    } else if (again) {
      ending = Inbox.Ending.again(claim, now, 0);
    } else if (changesAt != null) {
      ending = Inbox.Ending.again(claim, changesAt, 0);
    } else {
      ending = waiting ? Inbox.Ending.waits(claim) : Inbox.Ending.done(claim);
    }
    if (!work.isNew()) {
      endings.add(ending);
      return;
    }
    // The claim was a record's; from here on the link stands for it.
    endings.add(Inbox.Ending.done(claim));
    Instant dueAt = ending.dueAt();
    if (dueAt != null) {
      due.put(Claim.subject(work.row().link().id()), dueAt);
    }
  }

  private void rejected(
      Claim claim,
      @Nullable Long linkId,
      Sent sent,
      WriteOutcome.Rejected rejected,
      RecordKey key,
      List<JournalRow.Field> fields) {
    String subject = linkId == null ? claim.subject() : Claim.subject(linkId);
    problems.add(reasons.refused(subject, sent.intent().side().word(), rejected, claim, key.id()));
    journal.add(
        entries.write(
            claim,
            linkId,
            sent,
            key,
            "rejected",
            rejected.code() + ": " + rejected.message(),
            fields));
    cleared.add(subject);
  }

  private void unknown(
      Claim claim, @Nullable Long linkId, Sent sent, RecordKey key, List<JournalRow.Field> fields) {
    String why =
        sent.outcome() instanceof WriteOutcome.Unknown unknown ? unknown.message() : "no answer";
    journal.add(
        entries.write(
            claim,
            linkId,
            sent,
            key,
            "unknown",
            "Nobody knows yet whether it arrived (" + why + "); the record's token will tell.",
            fields));
  }

  private void waits(long linkId, FieldStep step, RecordKey record) {
    problems.add(reasons.field(Claim.subject(linkId), step));
    journal.add(entries.waits(linkId, step, record));
  }

  private static List<JournalRow.Field> steps(LinkPlan plan, Side side) {
    return JournalFields.written(plan.steps(), side);
  }

  /** What went wrong with one link in this round. */
  private static final class Trouble {
    /** Something that passes by itself: a lost answer, a locked row. */
    private boolean passing;

    private boolean refused;
  }
}
