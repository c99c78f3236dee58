package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLead;
import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one transaction stores of a round. What each kind of work puts on it is said by
 * {@link LinkedRecorder}, {@link CreateRecorder} and {@link RestingRecorder}. One use for one
 * batch.
 */
final class Page {
  private static final Logger LOG = LoggerFactory.getLogger(Page.class);

  final Rules rules;
  final State state;
  final Directory directory;
  final Endings endAs;
  final Entries entries;
  final Reasons reasons;
  final Handle handle;
  final Instant now;
  final List<LinkRow> rows = new ArrayList<>();
  final List<Long> obsolete = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<JournalRow> journal = new ArrayList<>();
  final List<Ending> endings = new ArrayList<>();
  final Set<String> cleared = new LinkedHashSet<>();
  final List<Problem> problems = new ArrayList<>();
  final Map<String, Instant> due = new LinkedHashMap<>();
  final List<String> notesDone = new ArrayList<>();
  final List<String> joined = new ArrayList<>();
  final Map<Long, FormerLead> left = new LinkedHashMap<>();
  final Map<Long, Map<Side, Snapshot>> settled = new LinkedHashMap<>();

  /** The records that creates met and that are not to come back, with the time of the erasure. */
  final Map<RecordKey, Instant> erased = new LinkedHashMap<>();

  private final Map<RecordKey, Long> linkedNow = new LinkedHashMap<>();
  private final List<RecordKey> followed = new ArrayList<>();
  private final List<Recorded.Arrived> arrived = new ArrayList<>();
  private final List<LinkRow> fresh = new ArrayList<>();
  private long nextLink;

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

  void add(AppliedBatch batch) {
    long created = batch.applied().stream().filter(CreateRecorder::isCreated).count();
    if (created > 0) {
      nextLink = state.links().reserve(handle, Math.toIntExact(created));
    }
    erased.putAll(Barred.among(state, handle, CreateRecorder.met(batch)));
    boolean held = batch.applied().stream().anyMatch(applied -> applied.heldBack() != null);
    boolean braked = held && NamedState.BRAKED.in(state.facts().known(handle)).isPresent();
    batch.applied().forEach(applied -> add(applied, braked));
  }

  /** A link of two records of which one was created just now. */
  LinkRow created(String hubspotId, RecordKey salesforce, boolean keyed) {
    LinkRow row = LinkRow.fresh(new Link(nextLink++, hubspotId, salesforce, null), keyed);
    fresh.add(row);
    arrives(row);
    return row;
  }

  /** A person who may have been on the way to a new Lead has a link now. */
  void arrives(LinkRow row) {
    linkedNow.put(row.link().key(Side.HUBSPOT), row.link().id());
  }

  /** What waited for these records by themselves is the link's from here on. */
  void takesIn(LinkRow row) {
    for (Side side : Side.values()) {
      String record = row.link().key(side).text();
      cleared.add(record);
      joined.add(record);
    }
  }

  /** Stores the new links, so that who looks for one finds it. */
  void addLinks() {
    state.links().add(handle, fresh, now);
    fresh.clear();
  }

  private void add(AppliedBatch.Applied applied, boolean braked) {
    Work work = applied.work();
    if (applied.heldBack() != null) {
      endings.add(endAs.heldBack(work.claim(), braked));
    } else if (work instanceof Work.Ended ended) {
      addEnded(ended);
    } else if (work instanceof Work.Resting resting) {
      new RestingRecorder(this).add(resting, applied.sent().get(resting.gone().side().other()));
    } else if (work instanceof Work.Joined joined) {
      new RestingRecorder(this).add(joined);
    } else if (work instanceof Work.Left gone) {
      addLeft(gone);
    } else if (work instanceof Work.Signal signal) {
      addSignal(signal, applied.sent().get(signal.record().side()));
    } else if (work instanceof Work.Create create) {
      new CreateRecorder(this).add(create, applied.sent().get(create.target()));
    } else {
      new LinkedRecorder(this).add((Work.Linked) work, applied);
    }
  }

  void write() {
    addLinks();
    state.links().remove(handle, obsolete);
    rows.removeIf(row -> obsolete.contains(row.link().id()));
    state.links().save(handle, rows);
    state.intents().close(handle, closed);
    newProblemsOnly();
    state.journal().append(handle, journal);
    notesDone.forEach(reference -> state.items().close(handle, reference));
    state.problems().replace(handle, cleared, problems);
    state.inbox().end(handle, endings);
    state.inbox().forgetWaiting(handle, joined);
    // Of whoever was erased not even a print of what a vendor still shows.
    state.inbox().forgetShown(handle, subjectsOf(Waiting.ERASED));
    followed();
    state.formerLeads().arrive(handle, linkedNow);
    // An opt-out was ticked on the former Lead while its person was on the way.
    state
        .formerLeads()
        .owed(handle, linkedNow.values())
        .keySet()
        .forEach(linkId -> due.put(Claim.subject(linkId), now));
    pay();
    state.inbox().schedule(handle, due, Lane.REPAIR.number(), now);
    left.forEach(this::leave);
  }

  /** Who was on the way to a new Lead has a link by now where somebody merged records. */
  private void followed() {
    List<String> people =
        state.formerLeads().underWay(handle, followed).keySet().stream()
            .map(RecordKey::id)
            .toList();
    if (!people.isEmpty()) {
      state.links().byRecord(handle, Side.HUBSPOT, people).values().forEach(this::arrives);
    }
  }

  /** What a link owes to a Lead that was left is paid once both of its records show it. */
  private void pay() {
    Map<Long, Set<String>> owed = state.formerLeads().owed(handle, settled.keySet());
    owed.forEach(
        (linkId, rulesOwed) -> {
          Set<String> paid =
              OwedOptOuts.paid(rules, rulesOwed, settled.getOrDefault(linkId, Map.of()).values());
          if (!paid.isEmpty()) {
            state.formerLeads().paid(handle, linkId, paid);
          }
        });
  }

  /** The person waits like anybody who is new, and before all who do. */
  private void leave(long linkId, FormerLead former) {
    state.formerLeads().leave(handle, linkId, former);
    state.items().forget(handle, linkId);
    state.inbox().wake(handle, List.of(former.contact().text()), Lane.EXPRESS.number(), now);
  }

  private List<String> subjectsOf(String code) {
    return problems.stream()
        .filter(problem -> problem.code().equals(code))
        .map(Problem::subject)
        .toList();
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

  /** What a refused write waits under: its side, or a note or task, which only one side has. */
  private static Side sideOf(Problem refused) {
    String field = refused.field();
    return field.equals(Side.SALESFORCE.word()) || field.equals(Item.Kind.TASK.word())
        ? Side.SALESFORCE
        : Side.HUBSPOT;
  }

  void arrived(Claim claim, Snapshot from) {
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

  void addEnded(Work.Ended ended) {
    found(ended.findings());
    endings.add(ended.ending());
    ended.wake().forEach(subject -> due.put(subject, now));
    RecordKey record = ended.claim().record();
    RecordKey heir = ended.heir();
    if (heir != null) {
      state.intents().move(handle, ended.claim().subject(), heir.text());
    }
    if (record != null && record.side() == Side.HUBSPOT && !ended.wake().isEmpty()) {
      if (heir != null) {
        state.formerLeads().inherit(handle, record, heir);
      }
      followed.add(heir == null ? record : heir);
    }
    if (ended.ending().dueAt() == null) {
      cleared.add(ended.claim().subject());
      problems.addAll(ended.problems());
    }
  }

  private void addLeft(Work.Left work) {
    state.intents().forget(handle, Claim.subject(work.link().id()));
    obsolete.add(work.link().id());
    left.put(work.link().id(), work.former());
    cleared.add(Claim.subject(work.link().id()));
    journal.add(entries.left(work));
    endings.add(Ending.done(work.claim()));
  }

  /**
   * Whether it arrived is all the same: either token in the record is another one than was known,
   * so that the link's fields are decided anew when this connection goes on.
   */
  private void addSignal(Work.Signal signal, @Nullable Sent sent) {
    Claim claim = signal.claim();
    if (sent != null) {
      closed.add(sent.intent().token());
      String outcome = sent.outcome() instanceof WriteOutcome.Accepted ? "accepted" : "unknown";
      String what = "Our token, for the other daemon to see that this one is there.";
      journal.add(
          entries.write(claim, claim.linkId(), sent, signal.record(), outcome, what, List.of()));
    }
    endings.add(Ending.again(claim, now));
  }

  void found(Work.Findings findings) {
    closed.addAll(findings.closed());
    journal.addAll(findings.rows());
  }

  static String remark(Sent sent) {
    WriteOutcome.Rejected left = sent.leftUndone();
    return left == null ? "" : "; but " + left.message();
  }

  /** Whether a part of a write was left undone; it waits with its reason and is tried again. */
  boolean remarked(Claim claim, long linkId, Sent sent, RecordKey key) {
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

  void rejected(
      Claim claim,
      @Nullable Long linkId,
      Sent sent,
      WriteOutcome.Rejected rejected,
      RecordKey key,
      List<JournalRow.Field> fields) {
    String subject = linkId == null ? claim.subject() : Claim.subject(linkId);
    String side = sent.intent().side().word();
    problems.add(
        sent.intent().deletes()
            ? reasons.notDeleted(subject, side, rejected, claim, key.id())
            : reasons.refused(subject, side, rejected, claim, key.id()));
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

  void unknown(
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
            "Nobody knows yet whether it arrived (%s); %s will tell."
                .formatted(why, sent.intent().deletes() ? "the recycle bin" : "the record's token"),
            fields));
  }

  void waits(long linkId, FieldStep step, RecordKey record) {
    problems.add(reasons.field(Claim.subject(linkId), step));
    journal.add(entries.waits(linkId, step, record));
  }

  static List<JournalRow.Field> steps(LinkPlan plan, Side side) {
    return JournalFields.written(plan.steps(), side);
  }
}
