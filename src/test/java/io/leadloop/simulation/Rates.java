package io.leadloop.simulation;

import java.time.Duration;

/**
 * How often what goes wrong in one history; each is drawn for itself, so that some histories have
 * one kind of fault alone.
 *
 * @param edits one in how many gaps between two effects somebody edits
 * @param ourError by how much our machine's clock is wrong
 * @param hubspotError by how much HubSpot's is
 * @param salesforceError by how much Salesforce's is
 */
record Rates(
    int lostRequest,
    int lostAnswer,
    int refusal,
    int limit,
    int doubled,
    int crash,
    int freeze,
    int edits,
    int lagMillis,
    int late,
    Duration ourError,
    Duration hubspotError,
    Duration salesforceError) {
  private static final int[] ONE_IN = {0, 60, 25, 10};
  private static final int[] LAG_MILLIS = {0, 500, 5_000, 30_000};
  private static final int[] OUR_MINUTES = {0, 0, 60, -60};
  private static final int[] VENDOR_SECONDS = {0, 0, 45, -45};

  static Rates drawn(Tape tape) {
    return new Rates(
        ONE_IN[tape.next("rate of request lost", 4)],
        ONE_IN[tape.next("rate of answer lost", 4)],
        ONE_IN[tape.next("rate of refusal", 4)],
        ONE_IN[tape.next("rate of limit", 4)] * 4,
        ONE_IN[tape.next("rate of doubled", 4)],
        ONE_IN[tape.next("rate of crash", 4)] * 2,
        ONE_IN[tape.next("rate of freeze", 4)],
        new int[] {0, 30, 12, 6}[tape.next("rate of edit between", 4)],
        LAG_MILLIS[tape.next("rate of lag", 4)],
        ONE_IN[tape.next("rate of late", 4)],
        Duration.ofMinutes(OUR_MINUTES[tape.next("our clock", 4)]),
        Duration.ofSeconds(VENDOR_SECONDS[tape.next("hubspot's clock", 4)]),
        Duration.ofSeconds(VENDOR_SECONDS[tape.next("salesforce's clock", 4)]));
  }
}
