package io.leadloop.bench;

import java.util.List;

/**
 * The figures of one run, and what only a person is told.
 *
 * @param refused calls to HubSpot that were over a limit
 * @param seconds of the first load, the update of Salesforce and the update of HubSpot
 * @param daemonMillisPerLead processor time of the daemon for each lead of the first load
 * @param vendorsMillisPerLead processor time of both local vendors for each of them
 * @param idleMillisPerSecond processor time of the daemon while nothing changes
 */
record SyncResult(
    SyncFigures figures,
    long refused,
    List<Double> seconds,
    double daemonMillisPerLead,
    double vendorsMillisPerLead,
    double idleMillisPerSecond) {
  SyncResult {
    seconds = List.copyOf(seconds);
  }
}
