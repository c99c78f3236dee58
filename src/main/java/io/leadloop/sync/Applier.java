package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.Link;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.lead.Value;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.Volume;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.Inbox;
import io.leadloop.store.Intent;
import io.leadloop.store.Journal;
import io.leadloop.store.LinkRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a plan names, in batches, and nothing else. Each write is saved as an intent before
 * it is sent; each record has its own outcome. Never throws for a vendor's failure: what is not
 * known to be done is unknown, and the token in the record will tell.
 */
public final class Applier {
  private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

  private final Map<Side, Crm> crms;
  private final Timeline timeline;
  private final State state;
  private final LoopSettings settings;
  private final long epoch;
  private final Tokens tokens;
  private final InstantSource clock;

  /**
   * @param epoch of the lease under which this process writes; a transaction under an older one is
   *     refused
   */
  public Applier(
      Map<Side, Crm> crms,
      Timeline timeline,
      State state,
      LoopSettings settings,
      long epoch,
      InstantSource clock) {
    this.crms = new EnumMap<>(crms);
    this.timeline = timeline;
    this.state = state;
    this.settings = settings;
    this.epoch = epoch;
    String storeId = state.store().read(handle -> Facts.storeId(handle, clock.instant()));
    this.tokens = new Tokens(settings.connection(), storeId, epoch);
    this.clock = clock;
  }

  /**
   * @throws io.leadloop.store.StoreException when another process took over; nothing was sent then
   */
  public AppliedBatch apply(PlannedBatch planned) {
    if (planned.works().isEmpty()) {
      return AppliedBatch.EMPTY;
    }
    if (planned.readAt().plus(settings.claimLease()).isBefore(clock.instant())) {
      return lookAgain(planned);
    }
    Lane lane = Lane.of(planned.works().get(0).claim().lane());
    Round round = state.store().write(handle -> prepare(handle, planned.works()));
    Map<String, Map<Side, Sent>> sent = new HashMap<>();
    for (Side side : Side.values()) {
      for (Sent one : send(side, round.writes(side), lane)) {
        String subject = Objects.requireNonNull(round.owner.get(one.intent().token()));
        sent.computeIfAbsent(subject, s -> new EnumMap<>(Side.class)).put(side, one);
      }
    }
    Map<Long, Map<Item, WriteOutcome>> notes = addNotes(round, lane);
    List<AppliedBatch.Applied> applied = new ArrayList<>();
    for (Work work : round.works) {
      long linkId = work instanceof Work.Linked linked ? linked.row().link().id() : 0;
      applied.add(
          new AppliedBatch.Applied(
              work,
              sent.getOrDefault(work.claim().subject(), Map.of()),
              notes.getOrDefault(linkId, Map.of()),
              round.heldBack.get(work.claim().subject())));
    }
    return new AppliedBatch(applied);
  }

  /** A process that slept between plan and apply must not write what was decided before. */
  private AppliedBatch lookAgain(PlannedBatch planned) {
    Instant now = clock.instant();
    List<AppliedBatch.Applied> put = new ArrayList<>();
    for (Work work : planned.works()) {
      Work again = Work.Ended.of(Inbox.Ending.again(work.claim(), now, work.claim().attempts()));
      put.add(new AppliedBatch.Applied(again, Map.of(), Map.of(), null));
    }
    return new AppliedBatch(put);
  }

  /** One batch between its intents and its outcomes. */
  private static final class Round {
    private final List<Work> works = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<String, String> owner = new LinkedHashMap<>();
    private final Map<String, String> heldBack = new HashMap<>();
    private final Map<Long, String> contacts = new LinkedHashMap<>();
    private final Map<Long, List<Item>> newNotes = new LinkedHashMap<>();
    private Map<Long, List<Item>> openNotes = Map.of();

    List<Pending> writes(Side side) {
      return pending.stream().filter(one -> one.intent().side() == side).toList();
    }
  }

  private record Pending(RecordWrite write, Intent intent) {}

  /**
   * Checks the caps, adds new links, and saves every intent and note before anything is sent: one
   * transaction.
   */
  private Round prepare(Handle handle, List<Work> works) {
    state.lease().fence(handle, epoch);
    Instant now = clock.instant();
    Round round = new Round();
    Brake brake = new Brake(handle, now);
    List<Work.Linked> linkedNow = new ArrayList<>();
    for (Work planned : works) {
      String refusal = brake.refusal(volume(planned));
      Work work = planned;
      if (refusal == null && planned instanceof Work.Linked linked) {
        work = known(handle, linked, now);
      }
      round.works.add(work);
      if (refusal != null) {
        round.heldBack.put(work.claim().subject(), refusal);
      } else if (work instanceof Work.Linked linked) {
        linkedNow.add(linked);
      }
    }
    brake.tell();
    intents(handle, round, now);
    state.intents().save(handle, round.pending.stream().map(Pending::intent).toList());
    notes(handle, round, linkedNow, now);
    return round;
  }

  /**
   * Adds a new link, and stores what became clear of earlier intents before new ones take their
   * place: a process that dies in between must find the baseline that they earned.
   */
  private Work.Linked known(Handle handle, Work.Linked linked, Instant now) {
    LinkRow row = linked.row();
    if (linked.isNew()) {
      Link wanted = row.link();
      LinkRow added =
          state.links().add(handle, wanted.hubspotId(), wanted.salesforce(), row.keyed(), now);
      row = row.withLink(added.link(), row.keyed());
    }
    Work.Findings findings = linked.findings().of(row.link().id());
    if (findings.isEmpty()) {
      return linked.with(row, findings);
    }
    state.links().save(handle, List.of(row));
    state.intents().close(handle, findings.closed());
    state.journal().append(handle, findings.rows());
    return linked.with(row, Work.Findings.NONE);
  }

  private void intents(Handle handle, Round round, Instant now) {
    List<Work> writers = new ArrayList<>();
    List<Side> sides = new ArrayList<>();
    for (Work work : round.works) {
      if (round.heldBack.containsKey(work.claim().subject())) {
        continue;
      }
      if (work instanceof Work.Create create) {
        writers.add(work);
        sides.add(create.target());
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
      round.pending.add(pending(work, sides.get(i), fresh.get(i), now));
      round.owner.put(fresh.get(i), work.claim().subject());
    }
  }

  private Pending pending(Work work, Side side, String token, Instant now) {
    if (work instanceof Work.Create create) {
      Intent intent =
          new Intent(
              side,
              work.claim().subject(),
              token,
              null,
              settles(create.plan(), side),
              Journal.fieldsJson(JournalFields.written(create.plan().steps(), side)),
              now);
      return new Pending(
          RecordWrite.create(
              create.object(), create.from().key().id(), create.plan().writes(side), token),
          intent);
    }
    Work.Linked linked = (Work.Linked) work;
    RecordKey target = linked.row().link().key(side);
    Map<String, Value> values = new LinkedHashMap<>(linked.plan().writes(side));
    if (side == Side.SALESFORCE && linked.needsKey()) {
      values.put(settings.keyField(), Value.text(linked.row().link().hubspotId()));
    }
    Intent intent =
        new Intent(
            side,
            Claim.subject(linked.row().link().id()),
            token,
            target,
            settles(linked.plan(), side),
            Journal.fieldsJson(JournalFields.written(linked.plan().steps(), side)),
            now);
    return new Pending(RecordWrite.update(target, values, token), intent);
  }

  /** What both sides show once the write of one of them has arrived as it was sent. */
  private static Map<String, FieldBaseline> settles(LinkPlan plan, Side side) {
    Map<String, FieldBaseline> settles = new LinkedHashMap<>();
    for (FieldStep step : plan.steps()) {
      if (step.writes() == side) {
        settles.put(
            step.rule().id(),
            new FieldBaseline(step.hubspot(), step.salesforce()).with(side, step.after()));
      }
    }
    return settles;
  }

  private void notes(Handle handle, Round round, List<Work.Linked> linked, Instant now) {
    List<Long> ids = new ArrayList<>();
    for (Work.Linked work : linked) {
      Link link = work.row().link();
      ids.add(link.id());
      round.contacts.put(link.id(), link.hubspotId());
      for (Item note : work.notes()) {
        if (state.items().add(handle, link.id(), note, now)) {
          round.newNotes.computeIfAbsent(link.id(), id -> new ArrayList<>()).add(note);
        }
      }
    }
    round.openNotes = state.items().open(handle, ids);
  }

  private List<Sent> send(Side side, List<Pending> pending, Lane lane) {
    if (pending.isEmpty()) {
      return List.of();
    }
    Crm crm = Objects.requireNonNull(crms.get(side));
    List<RecordWrite> writes = pending.stream().map(Pending::write).toList();
    List<WriteOutcome> outcomes;
    try {
      outcomes = crm.write(writes, lane);
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("kind", e.kind())
          .addKeyValue("code", e.code())
          .addKeyValue("records", writes.size())
          .log(
              "A batch was not answered; the tokens in the records will tell what arrived: {}",
              e.getMessage());
      outcomes = Collections.nCopies(writes.size(), new WriteOutcome.Unknown(e.code()));
    }
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      WriteOutcome outcome = outcomes.get(i);
      Snapshot shown = outcome instanceof WriteOutcome.Accepted accepted ? accepted.shown() : null;
      sent.add(new Sent(pending.get(i).write(), pending.get(i).intent(), outcome, shown));
    }
    return readBack(crm, sent, lane);
  }

  /**
   * Where the vendor's answer does not show what the record became, asks for all of them at once.
   */
  private List<Sent> readBack(Crm crm, List<Sent> sent, Lane lane) {
    List<RecordKey> keys = new ArrayList<>();
    for (Sent one : sent) {
      if (one.outcome() instanceof WriteOutcome.Accepted accepted && accepted.shown() == null) {
        keys.add(accepted.key());
      }
    }
    if (keys.isEmpty()) {
      return sent;
    }
    Map<RecordKey, Snapshot> read;
    try {
      read = crm.read(keys, lane);
    } catch (CrmException e) {
      LOG.atWarn()
          .addKeyValue("side", crm.side().word())
          .addKeyValue("code", e.code())
          .log("Written records could not be read back; the next round will: {}", e.getMessage());
      read = Map.of();
    }
    List<Sent> complete = new ArrayList<>();
    for (Sent one : sent) {
      if (one.outcome() instanceof WriteOutcome.Accepted accepted && accepted.shown() == null) {
        Snapshot shown = read.get(accepted.key());
        complete.add(
            shown == null
                ? one.with(new WriteOutcome.Unknown("not read back"))
                : one.readBack(shown));
      } else {
        complete.add(one);
      }
    }
    return complete;
  }

  /**
   * A note that was planned in this very round is sent at once; an older one is looked for first.
   */
  private Map<Long, Map<Item, WriteOutcome>> addNotes(Round round, Lane lane) {
    Map<Long, Map<Item, WriteOutcome>> notes = new LinkedHashMap<>();
    round.openNotes.forEach(
        (linkId, open) -> {
          String contact = Objects.requireNonNull(round.contacts.get(linkId));
          Map<Item, WriteOutcome> outcomes = new LinkedHashMap<>();
          for (Item note : open) {
            boolean isNew = round.newNotes.getOrDefault(linkId, List.of()).contains(note);
            outcomes.put(note, addNote(contact, note, isNew, lane));
          }
          notes.put(linkId, outcomes);
        });
    return notes;
  }

  private WriteOutcome addNote(String contact, Item note, boolean isNew, Lane lane) {
    try {
      if (!isNew
          && timeline
              .present(contact, List.of(note.reference()), lane)
              .contains(note.reference())) {
        return new WriteOutcome.Accepted(RecordKey.contact(contact), false, null);
      }
      return timeline.append(contact, note, lane);
    } catch (CrmException e) {
      return new WriteOutcome.Unknown(e.code());
    }
  }

  private static Volume volume(Work work) {
    if (work instanceof Work.Create) {
      return new Volume(1, 0, 0);
    }
    if (work instanceof Work.Linked linked) {
      long changes = 0;
      for (Side side : Side.values()) {
        changes += linked.writesTo(side) ? 1 : 0;
      }
      return new Volume(
          0, changes, linked.plan().steps().stream().filter(FieldStep::clears).count());
    }
    return Volume.NONE;
  }

  /** Lets writes through until a cap is reached, and holds back all that come after. */
  private final class Brake {
    private final Handle handle;
    private final Instant now;
    private final Volume lastHour;
    private Volume planned = Volume.NONE;
    private @Nullable String refusal;

    Brake(Handle handle, Instant now) {
      this.handle = handle;
      this.now = now;
      this.lastHour = state.volumes().lastHour(handle, now);
    }

    @Nullable String refusal(Volume volume) {
      if (volume.equals(Volume.NONE)) {
        return null;
      }
      if (refusal == null) {
        Optional<String> over = settings.caps().refusal(lastHour.plus(planned), volume);
        over.ifPresent(sentence -> refusal = sentence);
      }
      if (refusal == null) {
        planned = planned.plus(volume);
      }
      return refusal;
    }

    void tell() {
      state.volumes().add(handle, planned, now);
      String told = refusal == null ? "" : refusal;
      boolean changed =
          !state.facts().get(handle, "capped").map(Facts.Fact::value).orElse("").equals(told);
      if (changed && (refusal != null || !planned.equals(Volume.NONE))) {
        state.facts().set(handle, "capped", told, now);
        if (refusal != null) {
          LOG.warn(
              "Writing is paused by a cap: {}. It goes on within the hour, or at once after: leadloop go",
              told);
        }
      }
    }
  }
}
