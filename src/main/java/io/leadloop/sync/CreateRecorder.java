package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.plan.FieldStep;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.FormerLead;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts on a page what became of a person who was to be created. */
final class CreateRecorder {
  private final Page page;

  CreateRecorder(Page page) {
    this.page = page;
  }

  /** Whether somebody was created, and is a link from here on. */
  static boolean isCreated(AppliedBatch.Applied applied) {
    if (applied.heldBack() != null || !(applied.work() instanceof Work.Create create)) {
      return false;
    }
    Sent sent = applied.sent().get(create.target());
    return sent != null && isCreated(sent);
  }

  private static boolean isCreated(Sent sent) {
    return sent.outcome() instanceof WriteOutcome.Accepted && sent.after() != null;
  }

  /** The records that a create met in the places of those that it was to make. */
  static Set<RecordKey> met(AppliedBatch batch) {
    Set<RecordKey> met = new LinkedHashSet<>();
    for (AppliedBatch.Applied applied : batch.applied()) {
      for (Sent sent : applied.sent().values()) {
        if (sent.outcome() instanceof WriteOutcome.Exists exists) {
          met.add(exists.key());
        }
      }
    }
    return met;
  }

  void add(Work.Create work, @Nullable Sent sent) {
    page.found(work.findings());
    if (sent == null) {
      page.endings.add(Ending.again(work.claim(), page.now));
      return;
    }
    WriteOutcome outcome = sent.outcome();
    if (outcome instanceof WriteOutcome.Accepted accepted && isCreated(sent)) {
      created(work, sent, accepted.key());
    } else if (outcome instanceof WriteOutcome.Exists exists) {
      exists(work, sent, exists);
    } else if (outcome instanceof WriteOutcome.Rejected rejected) {
      page.closed.add(sent.intent().token());
      page.rejected(
          work.claim(),
          null,
          sent,
          rejected,
          work.from().key(),
          Page.steps(work.plan(), work.target()));
      page.endings.add(
          rejected.passing() ? page.endAs.soon(work.claim()) : page.endAs.retry(work.claim()));
    } else {
      page.unknown(
          work.claim(), null, sent, work.from().key(), Page.steps(work.plan(), work.target()));
      page.endings.add(page.endAs.soon(work.claim()));
    }
  }

  private void created(Work.Create work, Sent sent, RecordKey key) {
    Side target = work.target();
    String hubspotId = target == Side.HUBSPOT ? key.id() : work.from().key().id();
    RecordKey salesforce = target == Side.HUBSPOT ? work.from().key() : key;
    LinkRow row = page.created(hubspotId, salesforce, target == Side.SALESFORCE);
    Snapshot salesforceShown =
        target == Side.HUBSPOT ? work.from() : Objects.requireNonNull(sent.after());
    Snapshot hubspotShown =
        target == Side.HUBSPOT ? Objects.requireNonNull(sent.after()) : work.from();
    Map<String, String> facts =
        new Derivation(page.rules)
            .facts(
                page.rules.showsDispositions()
                    ? page.rules.dispositions().of(salesforceShown, false, Map.of()).fields()
                    : Map.of(),
                hubspotShown,
                row);
    FormerLead left = work.left();
    if (left != null && key.equals(left.lead())) {
      // Somebody gave the key back to it: the hand-raise is still to be answered.
      facts.put(HandRaise.AT, left.raisedAt());
    }
    Settlement settlement = Settlement.ofCreated(work, sent, row, facts, page.directory.known());
    page.rows.add(settlement.row());
    page.closed.add(sent.intent().token());
    page.arrived(work.claim(), work.from());
    long linkId = row.link().id();
    page.journal.add(
        page.entries.write(
            work.claim(),
            linkId,
            sent,
            key,
            "accepted",
            "created" + Page.remark(sent),
            Page.steps(work.plan(), target)));
    page.cleared.add(work.claim().subject());
    page.endings.add(Ending.done(work.claim()));
    List<FieldStep> waiting = work.plan().waiting();
    waiting.forEach(step -> page.waits(linkId, step, key));
    Instant changesAt = work.changesAt();
    if (page.remarked(work.claim(), linkId, sent, key)) {
      Ending later = page.endAs.retry(work.claim());
      page.due.put(Claim.subject(linkId), Objects.requireNonNull(later.dueAt()));
    } else if (settlement.again()) {
      page.due.put(Claim.subject(linkId), page.now);
    } else if (changesAt != null) {
      page.due.put(Claim.subject(linkId), changesAt);
    }
  }

  private void exists(Work.Create work, Sent sent, WriteOutcome.Exists exists) {
    page.closed.add(sent.intent().token());
    RecordKey key = exists.key();
    Instant erasedAt = page.erased.get(key);
    if (erasedAt != null) {
      page.addEnded(new Waiting(page.now).erasedBefore(work.claim(), work.from().key(), erasedAt));
      return;
    }
    page.addLinks();
    LinkRow other = page.state.links().of(page.handle, key).orElse(null);
    if (other != null) {
      Work.Ended parked =
          new Waiting(page.now)
              .taken(
                  work.claim(),
                  work.from().key(),
                  key,
                  other.link().key(work.from().key().side()).label());
      page.addEnded(parked);
      return;
    }
    String hubspotId = key.side() == Side.HUBSPOT ? key.id() : work.from().key().id();
    RecordKey salesforce = key.side() == Side.HUBSPOT ? work.from().key() : key;
    LinkRow row = page.state.links().add(page.handle, hubspotId, salesforce, false, page.now);
    page.journal.add(page.entries.linked(work.claim(), row));
    page.arrives(row);
    page.cleared.add(work.claim().subject());
    page.endings.add(Ending.done(work.claim()));
    page.due.put(Claim.subject(row.link().id()), page.now);
  }
}
