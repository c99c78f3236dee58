package io.leadloop.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one run measured; the names are the keys of its JSON.
 *
 * @param overlapCalls of sweeps that saw our own echo or the overlap, for a thousand changed leads
 * @param evidenceCalls questions to the vendors' histories, for a thousand changed leads
 * @param recordsPerSecond created in Salesforce, from the daemon's first call until all was
 *     recorded
 * @param firstLoad beside the least time that HubSpot's limits allow it
 * @param windowMillis the longest time from the read of a record to the answer to its write
 * @param peakHeapMib the fullest that the daemon's heap was
 * @param residentMib the most resident memory that the daemon had; null where the system does not
 *     say
 * @param storeBytesPerLink everything but the journal
 * @param journalBytesPerWrite for each row of the journal
 * @param limitShare which share of the allowed HubSpot calls was used while there was work, of
 *     searches in the first load and of reads and writes in the update of HubSpot the smaller one;
 *     null without limits, and where there was too little work to tell
 * @param emptySweep of both sides together, where nothing changed
 */
record SyncFigures(
    long leads,
    CallsPerThousand callsPerThousand,
    double overlapCalls,
    double evidenceCalls,
    double recordsPerSecond,
    FirstLoad firstLoad,
    LatencyMillis latencyMillis,
    long windowMillis,
    long peakHeapMib,
    @Nullable Long residentMib,
    long storeBytesPerLink,
    long journalBytesPerWrite,
    @Nullable Double limitShare,
    EmptySweep emptySweep) {

  /** For a thousand changed records, without overlap and evidence. */
  record CallsPerThousand(
      PerVendor createInSalesforce, PerVendor updateSalesforce, PerVendor updateHubspot) {}

  /**
   * @param minimum of both together, by the vendors' largest batches
   */
  record PerVendor(double hubspot, double salesforce, int minimum) {}

  /**
   * @param seconds from the daemon's first call until all was recorded
   * @param floorSeconds what reading alone takes with HubSpot's limits: a search for each 200
   *     leads, 5 searches a second; nothing else that a first load calls is limited by the second
   * @param timesFloor the one by the other
   */
  record FirstLoad(double seconds, double floorSeconds, double timesFloor) {
    private static final int HUBSPOT_PAGE = 200;
    private static final double SEARCHES_PER_SECOND = 5;

    static FirstLoad of(long leads, double seconds) {
      long pages = (leads + HUBSPOT_PAGE - 1) / HUBSPOT_PAGE;
      double floor = pages / SEARCHES_PER_SECOND;
      return new FirstLoad(
          Math.round(seconds * 10) / 10.0, floor, Math.round(seconds / floor * 1e3) / 1e3);
    }
  }

  /**
   * @param calls of both vendors
   * @param statements of SQL
   * @param millis the vendors' answers included
   */
  record EmptySweep(long calls, long statements, double millis) {}

  /** From the answer to a person's edit until it is seen on the other side. */
  record LatencyMillis(long p50, long p95, long p99) {}
}
