package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReader;
import io.leadloop.store.Backlog;
import io.leadloop.store.KnownFacts;
import io.leadloop.sync.ClockCheck;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the store for whoever watches. */
public record ReadingReader(StatusReader status, State state, Seat seat, InstantSource clock)
    implements Supplier<Reading> {
  @Override
  public Reading get() {
    List<Backlog.Due> due =
        state.store().read(handle -> state.backlog().due(handle, clock.instant()));
    KnownFacts known = state.store().read(state.facts()::known);
    Map<Side, Double> ahead = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      ClockCheck.aheadSeconds(known, side)
          .ifPresent(seconds -> ahead.put(side, seconds.doubleValue()));
    }
    return new Reading(status.read(), due, seat.loop().isPresent(), ahead);
  }
}
