package io.leadloop.sync;

import io.leadloop.content.HandRaise;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Arrival;
import io.leadloop.store.Claim;
import io.leadloop.store.Facts;
import io.leadloop.store.Gone;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads what changed on one side and fills the inbox with it. A row of a sweep is a snapshot of its
 * side: one that is equal to what is known already (our own echo, the overlap, a time that moved
 * without a value) never enters.
 *
 * <p>May run at the same time as the loop and as the sweep of the other side.
 */
public final class Sweep {
  private final List<FieldRule> optOuts;
  private final Crm crm;
  private final State state;
  private final RecentSnapshots recent;
  private final LoopSettings settings;
  private final InstantSource clock;
  private final String cursor;
  private final ClockCheck clockCheck;
  private final Departures departures;
  private final Fence fence;
  private final boolean besideRounds;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private @Nullable VendorTime vendorTime;

  /**
   * A sweep of a command, which holds no lease and runs beside no rounds.
   *
   * @param optOuts the lines whose opt-outs wait for nothing
   */
  public Sweep(
      Crm crm,
      List<FieldRule> optOuts,
      State state,
      RecentSnapshots recent,
      LoopSettings settings,
      InstantSource clock) {
    this(crm, optOuts, state, recent, settings, Fence.NONE, false, clock);
  }

  /**
   * @param optOuts the lines whose opt-outs wait for nothing
   * @param fence passed by every transaction that writes
   * @param besideRounds whether to wait for the rounds where they are far behind
   */
  Sweep(
      Crm crm,
      List<FieldRule> optOuts,
      State state,
      RecentSnapshots recent,
      LoopSettings settings,
      Fence fence,
      boolean besideRounds,
      InstantSource clock) {
    this.fence = fence;
    this.besideRounds = besideRounds;
    this.optOuts = List.copyOf(optOuts);
    this.crm = crm;
    this.state = state;
    this.recent = recent;
    this.settings = settings;
    this.clock = clock;
    this.cursor = crm.side().word();
    this.clockCheck = new ClockCheck(state.facts(), crm.side());
    this.departures = new Departures(crm, state, settings, fence, clock);
  }

  /**
   * One sweep. The cursor moves with each page, so that a sweep that is cut short goes on where it
   * was. Two sweeps of a side never run at once.
   *
   * @return how many rows entered the inbox
   * @throws CrmException when the vendor could not be asked
   * @throws io.leadloop.store.StoreException also when another process took over
   * @throws CancellationException when it was told to {@link #stop}
   */
  public synchronized int sweep() {
    Instant now = clock.instant();
    Position known =
        state
            .store()
            .read(
                handle ->
                    new Position(
                        state.cursors().position(handle, cursor),
                        state.facts().get(handle, FactNames.sweptWide(crm.side()))));
    Optional<Instant> position = known.reached();
    Optional<Facts.Fact> lastWide = known.lastWide();
    boolean wide = isWideDue(lastWide, now);
    Instant from = position.orElse(Instant.EPOCH);
    Instant since =
        later(wide ? wideFrom(from, lastWide) : from.minus(settings.overlap()), Instant.EPOCH);
    VendorTime there =
        vendorTime == null ? new VendorTime(position.orElse(Instant.EPOCH), now) : vendorTime;
    vendorTime = there;
    // Where nothing changes the cursor follows the vendor's clock at a distance, or the last busy
    // minute would be read again with every sweep. What it passes over was there to be read when
    // this sweep began, however late it was shown.
    Instant begun = there.reached(now);
    Gathering gathering = new Gathering(state.inbox(), settings, position.isEmpty());
    Headway headway = new Headway(state, settings, clock, stopped::get);
    AtomicInteger seen = new AtomicInteger();
    Instant reached =
        crm.sweep(
            since,
            position.isEmpty() ? Lane.BACKFILL : Lane.LIVE,
            (records, coveredTo) -> {
              seen.addAndGet(records.size());
              file(records, coveredTo, gathering);
              if (besideRounds) {
                headway.keep(gathering.entered());
              }
            });
    Optional<Instant> answered = crm.lastAnsweredAt();
    answered.ifPresent(there::isAt);
    Instant quietUntil = earlier(begun, there.reached(now)).minus(settings.longOverlap());
    Instant ended = clock.instant();
    state
        .store()
        .run(
            handle -> {
              fence.check(handle);
              gathering.release(handle, ended);
              answered.ifPresent(shown -> clockCheck.keep(handle, shown, ended));
              state.cursors().advance(handle, cursor, later(reached, quietUntil), ended);
              state.facts().set(handle, FactNames.swept(crm.side()), seen.toString(), ended);
              Restoration.wasRead(state, handle, crm.side(), ended);
              if (wide) {
                String upTo = later(reached, quietUntil).toString();
                state.facts().set(handle, FactNames.sweptWide(crm.side()), upTo, now);
              }
            });
    answered.ifPresent(shown -> clockCheck.kept(shown, ended));
    there.saw(reached, clock.instant());
    departures.look();
    return gathering.entered();
  }

  /** How far this side was read, and when it was last read from far back. */
  private record Position(Optional<Instant> reached, Optional<Facts.Fact> lastWide) {}

  /** Runs something while this side is not swept. */
  synchronized void between(Runnable work) {
    work.run();
  }

  /** Ends the sweep that is under way after its page, and every later one. Thread-safe. */
  void stop() {
    stopped.set(true);
  }

  /** Files one page, and moves the cursor with it. */
  private void file(List<Snapshot> records, Instant coveredTo, Gathering gathering) {
    if (stopped.get()) {
      throw new CancellationException("the sweep goes on at this page after the next start");
    }
    Instant now = clock.instant();
    Instant dueAt = gathering.dueAt(now);
    gathering.took(
        state
            .store()
            .write(
                handle -> {
                  fence.check(handle);
                  state.cursors().advance(handle, cursor, coveredTo, now);
                  Map<Boolean, List<Arrival>> news = news(handle, records);
                  // An opt-out waits for nothing, nor does who raises a hand.
                  state.inbox().accept(handle, Objects.requireNonNull(news.get(true)), now, now);
                  return state
                      .inbox()
                      .accept(handle, Objects.requireNonNull(news.get(false)), dueAt, now);
                }));
    if (gathering.isRipe(now)) {
      state
          .store()
          .run(
              handle -> {
                fence.check(handle);
                gathering.release(handle, now);
              });
      gathering.released();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private boolean isWideDue(Optional<Facts.Fact> lastWide, Instant now) {
    return lastWide
        // Our clock may have been set back since.
        .map(fact -> Duration.between(fact.at(), now).abs())
        .map(passed -> passed.compareTo(settings.longOverlapEvery()) >= 0)
        .orElse(true);
  }

  /**
   * Where a sweep begins that looks back far. Not later than it would have begun in time: our clock
   * may have been set back, and the cursor may have passed meanwhile what is shown only now.
   */
  private Instant wideFrom(Instant position, Optional<Facts.Fact> lastWide) {
    Instant usual = position.minus(settings.longOverlap());
    Instant missed =
        lastWide
            .filter(fact -> !fact.value().isEmpty())
            .map(fact -> Instant.parse(fact.value()))
            .map(reached -> reached.minus(settings.longOverlap()))
            .map(reached -> reached.plus(settings.longOverlapEvery()))
            .orElse(usual);
    return missed.isBefore(usual) ? missed : usual;
  }

  /**
   * What is news, and whether it is an opt-out or a hand-raise. All else enters as the least
   * urgent; the release knows better.
   */
  private Map<Boolean, List<Arrival>> news(Handle handle, List<Snapshot> records) {
    Side side = crm.side();
    int lane = Lane.BACKFILL.number();
    Map<String, LinkRow> outlines = state.links().outlines(handle, side, ids(records));
    Map<String, LinkRow> rows = state.links().byRecord(handle, side, ids(news(records, outlines)));
    Map<RecordKey, RecordKey> left = left(handle, records, outlines);
    Map<Boolean, List<Arrival>> arrivals =
        Map.of(true, new ArrayList<>(), false, new ArrayList<>());
    for (Snapshot record : records) {
      LinkRow row = rows.get(record.key().id());
      if (row != null && row.link().key(side).equals(record.key())) {
        recent.put(record);
        boolean first = optsOut(row, record) || raisesHand(row, record);
        Objects.requireNonNull(arrivals.get(first))
            .add(
                new Arrival(
                    Claim.subject(row.link().id()),
                    first ? Lane.EXPRESS.number() : lane,
                    side,
                    record.modifiedAt()));
      } else if (outlines.containsKey(record.key().id()) || isConvertedLead(record)) {
        recent.refresh(record);
      } else if (left.containsKey(record.key())) {
        optOutsOfLeft(handle, record);
      } else {
        recent.put(record);
        Objects.requireNonNull(arrivals.get(false))
            .add(new Arrival(record.key().text(), lane, side, record.modifiedAt()));
      }
    }
    return arrivals;
  }

  /** The records without a link that are Leads which a person left, each with that person. */
  private Map<RecordKey, RecordKey> left(
      Handle handle, List<Snapshot> records, Map<String, LinkRow> outlines) {
    return crm.side() == Side.HUBSPOT
        ? Map.of()
        : state
            .formerLeads()
            .among(
                handle,
                records.stream()
                    .map(Snapshot::key)
                    .filter(key -> !outlines.containsKey(key.id()))
                    .toList());
  }

  /** Of all that is edited on a Lead which a person left an opt-out alone counts. */
  private void optOutsOfLeft(Handle handle, Snapshot lead) {
    state
        .formerLeads()
        .shows(handle, lead.key(), OwedOptOuts.shown(optOuts, lead))
        .ifPresent(
            subject ->
                state
                    .inbox()
                    .wake(handle, List.of(subject), Lane.EXPRESS.number(), clock.instant()));
  }

  private static List<String> ids(List<Snapshot> records) {
    return records.stream().map(record -> record.key().id()).toList();
  }

  /** Those that stand for a link and show something else than when it was last settled. */
  private List<Snapshot> news(List<Snapshot> records, Map<String, LinkRow> outlines) {
    Side side = crm.side();
    List<Snapshot> news = new ArrayList<>();
    for (Snapshot record : records) {
      LinkRow row = outlines.get(record.key().id());
      if (row != null
          && row.link().key(side).equals(record.key())
          && (isRestored(row, side) || isNews(row.shown(side), record))) {
        news.add(record);
      }
    }
    return news;
  }

  /** Whether the person opted out since both sides were last settled. */
  private boolean optsOut(LinkRow row, Snapshot record) {
    Side side = record.key().side();
    for (FieldRule rule : optOuts) {
      String field = rule.field(side, record.key().object());
      FieldBaseline settled = row.fields().get(rule.id());
      if (field != null
          && rule.canonical(record.shows(field)).equals("true")
          && (settled == null || !rule.canonical(settled.of(side)).equals("true"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the person sent a form since both sides were last settled. */
  private static boolean raisesHand(LinkRow row, Snapshot record) {
    return record.key().side() == Side.HUBSPOT
        && Derivation.settledFacts(row)
            .flatMap(settled -> HandRaise.newSince(settled, record))
            .isPresent();
  }

  /** A record that was deleted, by a person or by us, is here again. */
  private static boolean isRestored(LinkRow row, Side side) {
    Gone gone = row.gone();
    return gone != null && (gone.side() == side || gone.other() == Gone.Other.DELETED);
  }

  /** An older row comes from an index that lags behind what was read or written since. */
  private static boolean isNews(Shown shown, Snapshot record) {
    if (shown.print() == null) {
      return true;
    }
    if (record.modifiedAt().isBefore(shown.modifiedAt())) {
      return false;
    }
    return !Objects.equals(shown.token(), record.token())
        || !shown.print().equals(record.fingerprint());
  }

  /** A converted Lead is read-only history; the Contact that it became stands for the person. */
  private static boolean isConvertedLead(Snapshot record) {
    return record.key().object().equals(RecordKey.LEAD)
        && record.shows("IsConverted").equals("true");
  }
}
