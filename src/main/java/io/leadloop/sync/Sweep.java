package io.leadloop.sync;

import io.leadloop.lead.Snapshot;
import io.leadloop.mapping.FieldRule;
import io.leadloop.store.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what changed on one side and fills the inbox with it. A row of a sweep is a snapshot of its
 * side: one that is equal to what is known already (our own echo, the overlap, a time that moved
 * without a value) never enters.
 *
 * <p>May run at the same time as the loop and as the sweep of the other side.
 */
public final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** How often a side is read whose calls of the day are kept for opt-outs. */
  private static final Duration FRUGAL_EVERY = Duration.ofMinutes(10);

  /** How many pages beyond the overlap are read then. */
  private static final int FRUGAL_PAGES_MAX = 5;

  private final Crm crm;
  private final State state;
  private final News news;
  private final LoopSettings settings;
  private final InstantSource clock;
  private final String cursor;
  private final ClockCheck clockCheck;
  private final Departures departures;
  private final Fence fence;
  private final boolean besideRounds;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean makesWay = new AtomicBoolean();

  /** Held by what runs alone on this side; guards what follows. */
  private final ReentrantLock running = new ReentrantLock();

  private @Nullable VendorTime vendorTime;
  private @Nullable Instant frugalAt;

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
    this.news = new News(crm.side(), optOuts, state, recent, clock);
    this.crm = crm;
    this.state = state;
    this.settings = settings;
    this.clock = clock;
    this.cursor = crm.side().word();
    this.clockCheck = new ClockCheck(state.facts(), crm.side());
    this.departures = new Departures(crm, state, settings, fence, this::ends, clock);
  }

  /**
   * One sweep. The cursor moves with each page, so that a sweep that is cut short goes on where it
   * was. Two sweeps of a side never run at once.
   *
   * <p>Where the calls of the day are kept for opt-outs, who would not be seen without a call, a
   * few pages are read every ten minutes all the same.
   *
   * @return how many rows entered the inbox
   * @throws CrmException when the vendor could not be asked, also where it was read frugally
   * @throws io.leadloop.store.StoreException also when another process took over
   * @throws CancellationException when it was told to {@link #stop}, or has to make way
   */
  public int sweep() {
    running.lock();
    try {
      makesWay.set(false);
      int entered = sweepOrBeFrugal();
      departures.look();
      return entered;
    } finally {
      running.unlock();
    }
  }

  private int sweepOrBeFrugal() {
    try {
      return sweep(false);
    } catch (CrmException e) {
      Instant now = clock.instant();
      Instant last = frugalAt;
      if (e.isOfTheDay()
          && (last == null || Duration.between(last, now).abs().compareTo(FRUGAL_EVERY) >= 0)) {
        frugalAt = now;
        beFrugal();
      }
      throw e;
    }
  }

  private void beFrugal() {
    try {
      sweep(true);
    } catch (CrmException | CancellationException e) {
      LOG.atDebug()
          .addKeyValue("side", crm.side().word())
          .log("A frugal sweep ended early: {}", e.getMessage());
    }
  }

  /**
   * @param frugal whether it is for opt-outs, with calls that are kept for them
   */
  private int sweep(boolean frugal) {
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
    if (frugal && position.isEmpty()) {
      // Nobody is linked who could opt out.
      return 0;
    }
    Optional<Facts.Fact> lastWide = known.lastWide();
    boolean wide = !frugal && isWideDue(lastWide, now);
    Instant from = position.orElse(Instant.EPOCH);
    Instant since =
        later(
            wide ? wideFrom(from, lastWide) : from.minus(settings.sweeps().overlap()),
            Instant.EPOCH);
    VendorTime there =
        vendorTime == null ? new VendorTime(position.orElse(Instant.EPOCH), now) : vendorTime;
    vendorTime = there;
    // Where nothing changes the cursor follows the vendor's clock at a distance, or the last busy
    // minute would be read again with every sweep. What it passes over was there to be read when
    // this sweep began, however late it was shown.
    Instant begun = there.reached(now);
    Gathering gathering = new Gathering(state.inbox(), settings, position.isEmpty());
    Headway headway = new Headway(state, settings, clock, this::ends);
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger pages = new AtomicInteger();
    Instant reached =
        crm.sweep(
            since,
            frugal ? Lane.EXPRESS : position.isEmpty() ? Lane.BACKFILL : Lane.LIVE,
            (records, coveredTo) -> {
              if (frugal && coveredTo.isAfter(from) && pages.incrementAndGet() > FRUGAL_PAGES_MAX) {
                throw new CancellationException("the next one goes on at this page");
              }
              seen.addAndGet(records.size());
              file(records, coveredTo, gathering);
              if (besideRounds) {
                headway.keep(gathering.entered());
              }
            });
    Optional<Instant> answered = crm.lastAnsweredAt();
    answered.ifPresent(there::isAt);
    Instant quietUntil = earlier(begun, there.reached(now)).minus(settings.sweeps().longOverlap());
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
    return gathering.entered();
  }

  /** How far this side was read, and when it was last read from far back. */
  private record Position(Optional<Instant> reached, Optional<Facts.Fact> lastWide) {}

  /**
   * Does something while this side is not swept, if it is not swept now. Else a sweep that is under
   * way ends after its page; nobody waits for it. Thread-safe.
   *
   * @param work returns whether it was done
   * @return whether it was done; else it is to be tried again soon
   */
  boolean between(BooleanSupplier work) {
    if (!running.tryLock()) {
      makesWay.set(true);
      return false;
    }
    try {
      return work.getAsBoolean();
    } finally {
      running.unlock();
    }
  }

  private boolean ends() {
    return stopped.get() || makesWay.get();
  }

  /** Ends the sweep that is under way after its page, and every later one. Thread-safe. */
  void stop() {
    stopped.set(true);
  }

  /** Files one page, and moves the cursor with it. */
  private void file(List<Snapshot> records, Instant coveredTo, Gathering gathering) {
    if (ends()) {
      throw new CancellationException("the sweep goes on at this page with the next one");
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
                  News.Found found = news.among(handle, records);
                  state.inbox().accept(handle, found.urgent(), now, now);
                  return state.inbox().accept(handle, found.others(), dueAt, now);
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
        .map(passed -> passed.compareTo(settings.sweeps().longOverlapEvery()) >= 0)
        .orElse(true);
  }

  /**
   * Where a sweep begins that looks back far. Not later than it would have begun in time: our clock
   * may have been set back, and the cursor may have passed meanwhile what is shown only now.
   */
  private Instant wideFrom(Instant position, Optional<Facts.Fact> lastWide) {
    Instant usual = position.minus(settings.sweeps().longOverlap());
    Instant missed =
        lastWide
            .filter(fact -> !fact.value().isEmpty())
            .map(fact -> Instant.parse(fact.value()))
            .map(reached -> reached.minus(settings.sweeps().longOverlap()))
            .map(reached -> reached.plus(settings.sweeps().longOverlapEvery()))
            .orElse(usual);
    return missed.isBefore(usual) ? missed : usual;
  }
}
