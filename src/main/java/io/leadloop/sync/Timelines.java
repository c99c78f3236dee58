package io.leadloop.sync;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The timelines of both sides as one. */
public record Timelines(Map<Side, Timeline> sides) implements Timeline {
  public Timelines {
    sides = Map.copyOf(sides);
  }

  @Override
  public Set<String> present(RecordKey record, Collection<String> references, Lane lane) {
    return of(record).present(record, references, lane);
  }

  @Override
  public WriteOutcome append(RecordKey record, Item item, Lane lane, WritePermit permit) {
    return of(record).append(record, item, lane, permit);
  }

  private Timeline of(RecordKey record) {
    return Objects.requireNonNull(sides.get(record.side()));
  }
}
