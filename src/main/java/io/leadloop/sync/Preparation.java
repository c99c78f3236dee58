package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Claim;
import io.leadloop.store.Intent;
import io.leadloop.store.KnownFacts;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What happens in the store before anything is sent, in one transaction: caps are checked, new
 * links get their numbers, and every write and note is saved. One use for one batch.
 */
final class Preparation {
  private static final String NOT_READ = "the store was put back, and both sides are not read yet";

  private final State state;
  private final LoopSettings settings;
  private final Tokens tokens;
  private final Handle handle;
  private final Instant now;
  private final Prepared prepared = new Prepared();

  /** Links of which a record has a token that nobody knows: a later life of this store's, maybe. */
  private final Set<Long> unknownWriter = new HashSet<>();

  /**
   * @param handle within the transaction, after the lease was fenced
   */
  Preparation(State state, LoopSettings settings, Tokens tokens, Handle handle, Instant now) {
    this.state = state;
    this.settings = settings;
    this.tokens = tokens;
    this.handle = handle;
    this.now = now;
  }

  Prepared prepare(List<Work> works) {
    KnownFacts known = state.facts().known(handle);
    Brake brake = new Brake(state, settings.caps(), handle, known, now);
    boolean restored = NamedState.RESTORED.in(known).isPresent();
    brake.look(works.stream().filter(work -> !restored || !mustWait(work)).toList());
    List<Work.Linked> linkedNow = new ArrayList<>();
    for (Work planned : works) {
      Work work = brake.through(planned);
      String refusal = restored && mustWait(work) ? NOT_READ : brake.refusal(work);
      if (refusal == null && work instanceof Work.Linked linked) {
        work = known(linked);
      } else if (refusal == null && work instanceof Work.Resting resting) {
        work = known(resting);
      }
      prepared.works.add(work);
      if (refusal != null) {
        prepared.heldBack.put(work.claim().subject(), refusal);
      } else if (work instanceof Work.Linked linked) {
        linkedNow.add(linked);
      }
    }
    brake.tell();
    intents();
    state.intents().save(handle, prepared.pending.stream().map(Pending::intent).toList());
    notes(linkedNow, known);
    return prepared;
  }

  /**
   * Whether a record would be deleted, a link would come to rest, end or be joined with another
   * one, or a person be created, who may be there already: the key in a record that was not read
   * yet tells.
   */
  private static boolean mustWait(Work work) {
    return work instanceof Work.Joined
        || work instanceof Work.Create
        || work instanceof Work.Left
        || (work instanceof Work.Linked linked && linked.leaves())
        || (work instanceof Work.Resting rests && (rests.begins() || rests.deletes()));
  }

  /**
   * Adds a new link, and stores what became clear of earlier intents before new ones take their
   * place: a process that dies in between must find the baseline that they earned.
   */
  private Work.Linked known(Work.Linked linked) {
    LinkRow row = linked.row();
    if (linked.isNew()) {
      Link wanted = row.link();
      LinkRow added =
          state.links().add(handle, wanted.hubspotId(), wanted.salesforce(), row.keyed(), now);
      row = row.withLink(added.link(), row.keyed());
      if (row.isForgotten()) {
        // Also after this process dies in between, it is not a link that nobody ever settled.
        state.links().save(handle, List.of(row));
      }
    }
    Work.Findings findings = linked.findings().of(row.link().id());
    if (findings.rows().stream().anyMatch(FateOfIntents::isOfUnknownWriter)) {
      unknownWriter.add(row.link().id());
    }
    if (linked.leaves()) {
      row = leaving(linked, row);
    }
    if (!findings.isEmpty()) {
      store(row, findings);
    } else if (linked.leaves() || (row.isForgotten() && !linked.isNew())) {
      // What its records carry now is what a lost answer will be told from.
      state.links().save(handle, List.of(row));
    }
    return linked.with(row, Work.Findings.NONE);
  }

  /**
   * If the person stays after all, the key is written once more: it may be gone by then. And our
   * write must not pass for the moment in which sales closed the Lead.
   */
  private static LinkRow leaving(Work.Linked linked, LinkRow row) {
    Map<String, FieldBaseline> fields = new LinkedHashMap<>(row.fields());
    fields.putAll(Derivation.remembered(linked.facts()));
    return row.withLink(row.link(), false).withFields(fields);
  }

  /**
   * That a record is about to be deleted is remembered before it is: whoever finds both gone must
   * know which of them a person deleted.
   */
  private Work.Resting known(Work.Resting resting) {
    Work.Resting begun = resting.deletes() ? resting.begun() : resting;
    if (resting.deletes() || !begun.findings().isEmpty()) {
      store(begun.row(), begun.findings());
    }
    return begun.withoutFindings();
  }

  private void store(LinkRow row, Work.Findings findings) {
    state.links().save(handle, List.of(row));
    state.intents().close(handle, findings.closed());
    state.journal().append(handle, findings.rows());
  }

  /**
   * The same write again without what was refused, under a token of its own.
   *
   * @param works what is left of each, to be written on this side
   * @param refused the intents of the writes that were not done
   * @param keyRefused the claims' subjects whose Salesforce record cannot have our key
   */
  Prepared again(List<Work> works, Side side, List<String> refused, Set<String> keyRefused) {
    prepared.keyRefused.addAll(keyRefused);
    state.intents().close(handle, refused);
    List<String> fresh = tokens.next(handle, works.size());
    for (int i = 0; i < works.size(); i++) {
      prepared.pending.add(pending(works.get(i), side, fresh.get(i)));
      prepared.owners.put(fresh.get(i), works.get(i).claim().subject());
    }
    state.intents().save(handle, prepared.pending.stream().map(Pending::intent).toList());
    return prepared;
  }

  private void intents() {
    List<Work> writers = new ArrayList<>();
    List<Side> sides = new ArrayList<>();
    for (Work work : prepared.works) {
      if (prepared.heldBack.containsKey(work.claim().subject())) {
        continue;
      }
      if (work instanceof Work.Create create) {
        writers.add(work);
        sides.add(create.target());
      } else if (work instanceof Work.Signal signal) {
        writers.add(work);
        sides.add(signal.record().side());
      } else if (work instanceof Work.Resting resting && (resting.marks() || resting.deletes())) {
        writers.add(work);
        sides.add(resting.gone().side().other());
      } else if (work instanceof Work.Linked linked) {
        for (Side side : Side.values()) {
          if (linked.writesTo(side)) {
            writers.add(work);
            sides.add(side);
          }
        }
      }
    }
    List<String> fresh = tokens.next(handle, writers.size());
    for (int i = 0; i < writers.size(); i++) {
      Work work = writers.get(i);
      prepared.pending.add(pending(work, sides.get(i), fresh.get(i)));
      prepared.owners.put(fresh.get(i), work.claim().subject());
    }
  }

  private Pending pending(Work work, Side side, String token) {
    if (work instanceof Work.Create create) {
      Intent intent =
          new Intent(
              side,
              work.claim().subject(),
              token,
              null,
              JournalFields.byRule(create.plan().steps(), side),
              Instant.EPOCH,
              now);
      return new Pending(
          RecordWrite.create(
              create.object(), create.from().key().id(), create.plan().writes(side), token),
          intent);
    }
    if (work instanceof Work.Resting resting) {
      return resting.deletes() ? deletion(resting, token) : mark(resting, side, token);
    }
    if (work instanceof Work.Signal signal) {
      return signal(signal, token);
    }
    Work.Linked linked = (Work.Linked) work;
    RecordKey target = linked.row().link().key(side);
    Map<String, Value> values = new LinkedHashMap<>(linked.plan().writes(side));
    if (side == Side.SALESFORCE && linked.leaves()) {
      values.put(settings.keyField(), Value.text(""));
    } else if (side == Side.SALESFORCE
        && linked.needsKey()
        && !prepared.keyRefused.contains(work.claim().subject())) {
      values.put(settings.keyField(), Value.text(linked.row().link().hubspotId()));
    }
    if (linked.unmarks(side)) {
      values.put(Mark.field(side), Mark.none());
    }
    Intent intent =
        new Intent(
            side,
            Claim.subject(linked.row().link().id()),
            token,
            target,
            JournalFields.byRule(linked.plan().steps(), side),
            linked.snapshot(side).modifiedAt(),
            now);
    return new Pending(RecordWrite.update(target, values, token), intent);
  }

  private Pending mark(Work.Resting resting, Side side, String token) {
    RecordKey target = resting.row().link().key(side);
    Intent intent =
        new Intent(
            side,
            Claim.subject(resting.row().link().id()),
            token,
            target,
            Map.of(),
            Objects.requireNonNull(resting.survivor()).modifiedAt(),
            now);
    Map<String, Value> values = Map.of(Mark.field(side), Mark.of(resting.gone()));
    return new Pending(RecordWrite.update(target, values, token), intent);
  }

  private Pending deletion(Work.Resting resting, String token) {
    Snapshot survivor = Objects.requireNonNull(resting.survivor());
    Intent intent =
        Intent.deletion(
            Claim.subject(resting.row().link().id()),
            token,
            survivor.key(),
            survivor.modifiedAt(),
            now);
    return new Pending(RecordWrite.update(survivor.key(), Map.of(), token), intent);
  }

  private Pending signal(Work.Signal signal, String token) {
    RecordKey target = signal.record();
    Intent intent =
        new Intent(
            target.side(), signal.claim().subject(), token, target, Map.of(), Instant.EPOCH, now);
    return new Pending(RecordWrite.update(target, Map.of(), token), intent);
  }

  private void notes(List<Work.Linked> linked, KnownFacts known) {
    // Then an older or another copy may have sent any of them before: each is looked for first.
    boolean copied = Restoration.everBegan(known) || ForeignStores.everMet(known);
    List<Long> ids = new ArrayList<>();
    for (Work.Linked work : linked) {
      Link link = work.row().link();
      ids.add(link.id());
      prepared.links.put(link.id(), link);
      for (Item note : work.notes()) {
        boolean mayBeThere = copied || unknownWriter.contains(link.id());
        if (state.items().add(handle, link.id(), note, now) && !mayBeThere) {
          prepared.newNotes.computeIfAbsent(link.id(), id -> new ArrayList<>()).add(note);
        }
      }
    }
    prepared.openNotes = state.items().open(handle, ids);
  }
}
