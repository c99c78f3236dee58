package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.Facts;
import io.leadloop.store.Intent;
import io.leadloop.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads both sides of every claimed link and plans what brings them into agreement. Writes to no
 * vendor, and to the store only why rounds are put off or the connection is stopped.
 *
 * <p>The side that a plan writes was read fresh, by its own key, in this round; the other may be a
 * row of a sweep of the last seconds. Fields that both sides changed are decided on two fresh
 * reads.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** How long a round waits after a vendor could not be asked. */
  private static final Duration VENDOR_PAUSE = Duration.ofSeconds(5);

  private final Rules rules;
  private final RecordReader reader;
  private final State state;
  private final RecentSnapshots recent;
  private final Directory directory;
  private final String storeId;
  private final Fence fence;
  private final InstantSource clock;
  private String toldLast = "";

  /** For a command, which holds no lease and carries nothing out. */
  public Reconciler(
      Rules rules,
      Map<Side, Crm> crms,
      State state,
      RecentSnapshots recent,
      Directory directory,
      InstantSource clock) {
    this(rules, crms, state, recent, directory, Fence.NONE, clock);
  }

  /**
   * @param fence passed by every transaction that writes
   */
  Reconciler(
      Rules rules,
      Map<Side, Crm> crms,
      State state,
      RecentSnapshots recent,
      Directory directory,
      Fence fence,
      InstantSource clock) {
    this.fence = fence;
    this.rules = rules;
    this.reader = new RecordReader(crms);
    this.state = state;
    this.recent = recent;
    this.directory = directory;
    this.storeId = state.store().read(handle -> Facts.storeId(handle, clock.instant()));
    this.clock = clock;
  }

  /**
   * Plans a round. A vendor that cannot be asked puts the whole round off; one broken record puts
   * off only itself.
   *
   * @throws StoreException also when another process took over
   */
  public PlannedBatch plan(List<Claim> claims) {
    if (claims.isEmpty()) {
      return PlannedBatch.EMPTY;
    }
    try {
      Strangers strangers = new Strangers(state, storeId);
      PlannedBatch planned = plan(claims, strangers);
      if (strangers.stopped(fence, clock.instant())) {
        return stopped(claims, strangers.signal());
      }
      tellOnce("");
      return planned;
    } catch (CrmException e) {
      if (tellOnce(e.side().label() + ": " + e.kind() + " " + e.code() + ": " + e.getMessage())) {
        LOG.atWarn()
            .addKeyValue("side", e.side().word())
            .addKeyValue("kind", e.kind())
            .addKeyValue("code", e.code())
            .log("Rounds are put off because a vendor could not be asked: {}", e.getMessage());
      }
      return putOff(claims);
    } catch (StoreException | JdbiException failure) {
      throw failure;
    } catch (RuntimeException bug) {
      return claims.size() == 1
          ? new PlannedBatch(List.of(broken(claims.get(0), bug, clock.instant())), clock.instant())
          : oneByOne(claims);
    }
  }

  /** Nothing of the round is carried out; at most the other daemon is told. */
  private PlannedBatch stopped(List<Claim> claims, Optional<Work.Signal> signal) {
    List<Work> works = new ArrayList<>();
    signal.ifPresent(works::add);
    works.addAll(
        putOff(
                claims.stream()
                    .filter(claim -> signal.filter(one -> one.claim().equals(claim)).isEmpty())
                    .toList())
            .works());
    return new PlannedBatch(works, clock.instant());
  }

  private PlannedBatch putOff(List<Claim> claims) {
    Instant later = clock.instant().plus(VENDOR_PAUSE);
    return new PlannedBatch(
        claims.stream().<Work>map(claim -> Work.Ended.of(Ending.again(claim, later))).toList(),
        clock.instant());
  }

  /** A fault of ours met one of them; which one shows when each is planned alone. */
  private PlannedBatch oneByOne(List<Claim> claims) {
    List<Work> works = new ArrayList<>();
    for (Claim claim : claims) {
      works.addAll(plan(List.of(claim)).works());
    }
    return new PlannedBatch(works, clock.instant());
  }

  /** The place of the fault goes into the log, its message does not: it may hold people's data. */
  static Work broken(Claim claim, RuntimeException bug, Instant now) {
    LOG.atError()
        .addKeyValue("subject", claim.subject())
        .addKeyValue("fault", bug.getClass().getName())
        .addKeyValue("at", bug.getStackTrace().length == 0 ? "" : bug.getStackTrace()[0])
        .log("A link could not be planned; all others go on");
    return new Waiting(now).broken(claim, bug);
  }

  /** Keeps what is the matter with rounds for {@code leadloop status}; true when it is news. */
  private boolean tellOnce(String told) {
    if (told.equals(toldLast)) {
      return false;
    }
    state
        .store()
        .run(
            handle -> {
              fence.check(handle);
              state.facts().set(handle, FactNames.ROUNDS_TROUBLE, told, clock.instant());
            });
    toldLast = told;
    return true;
  }

  /**
   * The same for somebody who wants to know the plan and not to carry it out.
   *
   * @throws CrmException when a vendor could not be asked
   */
  public PlannedBatch planOrFail(List<Claim> claims) {
    return plan(claims, new Strangers(state, storeId));
  }

  private PlannedBatch plan(List<Claim> claims, Strangers strangers) {
    Lane lane = Lane.of(claims.get(0).lane());
    Round round =
        new Round(
            rules, reader, state, recent, lane, directory.owners(), strangers, clock.instant());
    Map<String, List<Intent>> intents =
        state
            .store()
            .read(
                handle ->
                    state.intents().open(handle, claims.stream().map(Claim::subject).toList()));
    Gathered gathered = new UnlinkedRecords(round, intents).gather(ofLinks(claims, false));
    // Last, so that the time between this read and the write stays short.
    gathered.add(new LinkedRecords(round, intents).gather(ofLinks(claims, true)));
    Gathered followed = new Conversions(round).follow(new Fates(round).clear(gathered.pairs()));
    List<Work> works = new ArrayList<>(gathered.works());
    works.addAll(followed.works());
    Gathered present = new Outdated(round).apart(followed.pairs());
    works.addAll(present.works());
    Gathered apart = Rivals.apart(present.pairs(), works, round);
    works.addAll(apart.works());
    works.addAll(new PairPlanner(round, storeId).plan(apart.pairs()));
    return new PlannedBatch(new PingPong(state, round.now()).freeze(works), round.now());
  }

  private static List<Claim> ofLinks(List<Claim> claims, boolean linked) {
    return claims.stream().filter(claim -> (claim.linkId() != null) == linked).toList();
  }
}
