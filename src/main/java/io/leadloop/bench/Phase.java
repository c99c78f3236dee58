package io.leadloop.bench;

import io.leadloop.lead.Side;
import java.time.Duration;

/**
 * What one mass change cost.
 *
 * @param from the side on which people changed something
 * @param changed how many records
 * @param calls reads and writes of both vendors until everything had arrived and was recorded
 * @param detectionCalls of the sweep that saw the change
 * @param overlapCalls of all other sweeps, beyond the one call of a sweep that finds nothing
 * @param seconds from the daemon's first call until everything was recorded
 * @param daemonProcessor processor time of the daemon until then, its start included
 * @param vendorsProcessor processor time of both local vendors meanwhile
 * @param hubspotLog what HubSpot logged until then
 * @param heapMib the fullest that the daemon's heap was
 * @param residentMib the most memory that the daemon had; 0 where the system does not say
 */
record Phase(
    Side from,
    long changed,
    Calls calls,
    long detectionCalls,
    long overlapCalls,
    double seconds,
    Duration daemonProcessor,
    Duration vendorsProcessor,
    VendorLog hubspotLog,
    long heapMib,
    long residentMib) {

  /** All calls of one vendor for a thousand changed records, without overlap and evidence. */
  double perThousand(Side side) {
    long all = calls.work(side) + (side == from ? detectionCalls : 0);
    return all * 1e3 / changed;
  }

  double recordsPerSecond() {
    return changed / seconds;
  }
}
