package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.JournalRow;
import java.time.Duration;
import java.util.List;

/**
 * What one round came to, after it was stored.
 *
 * @param rows as they went into the journal
 * @param window the longest time from the read of a record to the answer to its write; zero when
 *     nothing was written
 */
public record Recorded(
    List<JournalRow> rows, List<Refused> refusals, List<Arrived> arrivals, Duration window) {
  public Recorded {
    rows = List.copyOf(rows);
    refusals = List.copyOf(refusals);
    arrivals = List.copyOf(arrivals);
  }

  /**
   * A vendor refused a record or a note.
   *
   * @param code the vendor's own
   */
  public record Refused(Side side, String code) {}

  /**
   * What was changed on one side stands on the other.
   *
   * @param to the side that was written
   * @param took since the record was last changed on its own side, by that side's clock
   */
  public record Arrived(Side to, Lane lane, Duration took) {}
}
