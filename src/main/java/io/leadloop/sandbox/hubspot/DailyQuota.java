package io.leadloop.sandbox.hubspot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The account's calls of one day, which begins at midnight in the account's zone. Thread-safe. */
final class DailyQuota {
  private final long callsMax;
  private final ZoneId zone;
  private LocalDate day = LocalDate.MIN;
  private long calls;

  DailyQuota(long callsMax, ZoneId zone) {
    this.callsMax = callsMax;
    this.zone = zone;
  }

  long callsMax() {
    return callsMax;
  }

  /** Takes a call; returns how many are left today, or -1 when this one does not fit. */
  synchronized long take(Instant now) {
    turn(now);
    if (calls >= callsMax) {
      return -1;
    }
    calls++;
    return callsMax - calls;
  }

  synchronized long used(Instant now) {
    turn(now);
    return calls;
  }

  /** When the next day begins. */
  Instant resetsAt(Instant now) {
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  synchronized void reset() {
    calls = 0;
  }

  private void turn(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    if (!today.equals(day)) {
      day = today;
      calls = 0;
    }
  }
}
