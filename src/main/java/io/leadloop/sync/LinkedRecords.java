package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.store.Claim;
import io.leadloop.store.Ending;
import io.leadloop.store.Intent;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads both records of each claimed link. A row of a sweep stands in for a read of one side, never
 * of both, and never where a write's fate is open.
 */
final class LinkedRecords {
  private final Round round;
  private final Map<String, List<Intent>> intents;
  private final Map<RecordKey, Snapshot> swept = new HashMap<>();
  private final Set<RecordKey> wanted = new LinkedHashSet<>();

  /**
   * @param intents open intents by subject
   */
  LinkedRecords(Round round, Map<String, List<Intent>> intents) {
    this.round = round;
    this.intents = intents;
  }

  Gathered gather(List<Claim> claims) {
    if (claims.isEmpty()) {
      return Gathered.nothing();
    }
    Map<Long, LinkRow> rows = rows(claims);
    for (Claim claim : claims) {
      LinkRow row = rows.get(claim.linkId());
      if (row != null) {
        lookAround(claim, row);
      }
    }
    Map<RecordKey, Snapshot> read = round.reader().read(wanted, round.lane());
    Gathered gathered = Gathered.nothing();
    List<Sighting> departed = new ArrayList<>();
    List<Sighting> merged = new ArrayList<>();
    for (Claim claim : claims) {
      LinkRow row = rows.get(claim.linkId());
      if (row == null) {
        gathered.works().add(Work.Ended.of(Ending.done(claim)));
        continue;
      }
      Sighting sighting = sighting(claim, row, read);
      if (!sighting.isWhole()) {
        departed.add(sighting);
      } else if (sighting.isMerged()) {
        merged.add(sighting);
      } else {
        gathered.pairs().add(sighting.pair(row, Work.Findings.NONE));
      }
    }
    gathered.works().addAll(new Departed(round).decide(departed));
    gathered.add(new Merges(round).follow(merged));
    return gathered;
  }

  private Map<Long, LinkRow> rows(List<Claim> claims) {
    List<Long> ids = claims.stream().map(Claim::linkId).toList();
    Map<Long, LinkRow> rows = new HashMap<>();
    round
        .state()
        .store()
        .read(handle -> round.state().links().byId(handle, ids))
        .forEach(row -> rows.put(row.link().id(), row));
    return rows;
  }

  private void lookAround(Claim claim, LinkRow row) {
    boolean open = intents.containsKey(claim.subject());
    Snapshot hubspot = open ? null : swept(row, Side.HUBSPOT);
    Snapshot salesforce = open || hubspot != null ? null : swept(row, Side.SALESFORCE);
    for (Side side : Side.values()) {
      Snapshot snapshot = side == Side.HUBSPOT ? hubspot : salesforce;
      if (snapshot == null) {
        wanted.add(row.link().key(side));
      } else {
        swept.put(snapshot.key(), snapshot);
      }
    }
  }

  /** A lagging index may show the state before our last write: another token than the last. */
  private @Nullable Snapshot swept(LinkRow row, Side side) {
    Shown shown = row.shown(side);
    Snapshot seen = round.recent().get(row.link().key(side), shown.modifiedAt());
    return seen != null && Objects.equals(seen.token(), shown.token()) ? seen : null;
  }

  private Sighting sighting(Claim claim, LinkRow row, Map<RecordKey, Snapshot> read) {
    Set<Side> fresh = EnumSet.noneOf(Side.class);
    Map<Side, Snapshot> shows = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      RecordKey key = row.link().key(side);
      Snapshot snapshot = swept.get(key);
      if (snapshot == null) {
        snapshot = read.get(key);
        fresh.add(side);
      }
      if (snapshot != null) {
        shows.put(side, snapshot);
      }
    }
    return new Sighting(claim, row, shows, fresh, intents.getOrDefault(claim.subject(), List.of()));
  }
}
