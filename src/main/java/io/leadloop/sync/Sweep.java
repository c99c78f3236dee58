package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Arrival;
import io.leadloop.store.Claim;
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
import org.jdbi.v3.core.Handle;

/**
 * Reads what changed on one side and fills the inbox with it. A row of a sweep is a snapshot of its
 * side: one that is equal to what is known already (our own echo, the overlap, a time that moved
 * without a value) never enters.
 *
 * <p>May run at the same time as the loop and as the sweep of the other side.
 */
public final class Sweep {
  private final Crm crm;
  private final State state;
  private final RecentSnapshots recent;
  private final LoopSettings settings;
  private final InstantSource clock;

  public Sweep(
      Crm crm, State state, RecentSnapshots recent, LoopSettings settings, InstantSource clock) {
    this.crm = crm;
    this.state = state;
    this.recent = recent;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * One sweep. The cursor moves with each page, so that a sweep that is cut short goes on where it
   * was.
   *
   * @return how many rows entered the inbox
   * @throws CrmException when the vendor could not be asked
   */
  public int sweep() {
    String cursor = crm.side().word();
    Instant now = clock.instant();
    Optional<Instant> position =
        state.store().read(handle -> state.cursors().position(handle, cursor));
    boolean wide = isWideDue(now);
    Duration overlap = wide ? settings.longOverlap() : settings.overlap();
    Instant since = position.map(at -> at.minus(overlap)).orElse(Instant.EPOCH);
    // Where nothing changes the cursor follows our own clock at a distance, or the last busy minute
    // would be read again with every sweep. The distance is far more than two clocks differ.
    Instant quietUntil = now.minus(settings.longOverlap());
    Tally tally = new Tally();
    Instant reached =
        crm.sweep(
            since,
            position.isEmpty() ? Lane.BACKFILL : Lane.LIVE,
            (records, coveredTo) -> {
              records.forEach(recent::put);
              tally.seen += records.size();
              boolean mass = position.isEmpty() || tally.entered >= settings.massFrom();
              tally.entered +=
                  state
                      .store()
                      .write(
                          handle -> {
                            List<Arrival> arrivals =
                                news(handle, records, mass ? Lane.BACKFILL : Lane.LIVE);
                            state.inbox().accept(handle, arrivals, clock.instant());
                            state.cursors().advance(handle, cursor, coveredTo, clock.instant());
                            return arrivals.size();
                          });
            });
    state
        .store()
        .run(
            handle -> {
              state.cursors().advance(handle, cursor, later(reached, quietUntil), clock.instant());
              state
                  .facts()
                  .set(handle, "swept." + cursor, String.valueOf(tally.seen), clock.instant());
              if (wide) {
                state.facts().set(handle, "swept-wide." + cursor, "", now);
              }
            });
    return tally.entered;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private boolean isWideDue(Instant now) {
    return state
        .store()
        .read(handle -> state.facts().get(handle, "swept-wide." + crm.side().word()))
        .map(fact -> !fact.at().plus(settings.longOverlapEvery()).isAfter(now))
        .orElse(true);
  }

  private List<Arrival> news(Handle handle, List<Snapshot> records, Lane lane) {
    Side side = crm.side();
    Map<String, LinkRow> rows =
        state
            .links()
            .byRecord(handle, side, records.stream().map(record -> record.key().id()).toList());
    List<Arrival> arrivals = new ArrayList<>();
    for (Snapshot record : records) {
      LinkRow row = rows.get(record.key().id());
      if (row == null) {
        if (!isConvertedLead(record)) {
          arrivals.add(new Arrival(record.key().text(), lane.number(), side, record.modifiedAt()));
        }
      } else if (row.link().key(side).equals(record.key()) && isNews(row.shown(side), record)) {
        arrivals.add(
            new Arrival(Claim.subject(row.link().id()), lane.number(), side, record.modifiedAt()));
      }
    }
    return arrivals;
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

  private static final class Tally {
    private int seen;
    private int entered;
  }
}
