package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReport;
import io.leadloop.store.Backlog;
import java.util.List;
import java.util.Map;

/**
 * What the store says at one moment.
 *
 * @param holdsLease whether it is this process that may write
 * @param clockAheadSeconds how far a vendor's clock is ahead of this machine's, by side; a side
 *     that agrees is left out
 */
public record Reading(
    StatusReport status,
    List<Backlog.Due> due,
    boolean holdsLease,
    Map<Side, Double> clockAheadSeconds) {
  public Reading {
    due = List.copyOf(due);
    clockAheadSeconds = Map.copyOf(clockAheadSeconds);
  }
}
