package io.leadloop.bench;

import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a daemon meet a change that was made while it was down, so that its first sweep sees all of
 * it, and follows it until the echo of its own writes is over. One use.
 */
final class PhaseRun {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** The daemon stores its count of calls twice in a second. */
  private static final Duration COUNTED = Duration.ofMillis(800);

  private static final Duration REST_MAX = Duration.ofMinutes(5);

  private final Ground ground;
  private final DaemonStore store;
  private final Side from;
  private final Map<Side, Instant> swept = new EnumMap<>(Side.class);
  private int sweeps;
  private @Nullable Instant firstSweptAt;
  private @Nullable Long detectionCalls;

  /**
   * @param from the side on which people changed something
   */
  PhaseRun(Ground ground, DaemonStore store, Side from) {
    this.ground = ground;
    this.store = store;
    this.from = from;
  }

  /**
   * @param name of the daemon's files
   * @param changed how many records people changed
   * @param limit until when all of it must have arrived
   * @param arrived whether people see all of it on the other side
   */
  Phase run(String name, long changed, Duration limit, BooleanSupplier arrived)
      throws InterruptedException {
    long lastCall = VendorLog.of(ground.apis().hubspotLog(0)).lastNumber();
    Calls before = store.calls();
    for (Side side : Side.values()) {
      swept.put(side, store.sweptAt(side));
    }
    Duration vendorsBefore = ground.vendorsProcessorTime();
    Instant begun = Instant.now();
    try (MeasuredDaemon daemon = ground.startDaemon(name)) {
      Instant recorded = recorded(daemon, before, limit, arrived);
      Duration daemonProcessor = daemon.processorTime();
      Duration vendorsProcessor = ground.vendorsProcessorTime().minus(vendorsBefore);
      VendorLog log = VendorLog.of(ground.apis().hubspotLog(lastCall));
      // Until then a sweep reaches back into this change, and would be counted to the next one.
      Duration reach = ground.options().overlap().multipliedBy(2).plus(ground.options().lag());
      rest(daemon, recorded.plus(reach));
      Waiting.pause(COUNTED);
      Calls calls = store.calls().since(before);
      long detection = detectionCalls == null ? 0 : detectionCalls;
      long sweeping = calls.sweeps(Side.HUBSPOT) + calls.sweeps(Side.SALESFORCE);
      return new Phase(
          from,
          changed,
          calls,
          detection,
          Math.max(0, sweeping - detection - (sweeps - 1)),
          Duration.between(log.firstAt(begun), recorded).toMillis() / 1e3,
          daemonProcessor,
          vendorsProcessor,
          log,
          daemon.heapMibMax(),
          daemon.residentMibMax().orElse(0));
    }
  }

  /** Follows the daemon until nothing is left to do and people see all of it. */
  private Instant recorded(
      MeasuredDaemon daemon, Calls before, Duration limit, BooleanSupplier arrived)
      throws InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (Instant.now().isBefore(end)) {
      look(daemon, before);
      Instant now = Instant.now();
      if (firstSweptAt != null && !store.isBusy() && arrived.getAsBoolean()) {
        while (detectionCalls == null) {
          Waiting.pause(LOOK);
          look(daemon, before);
        }
        return now;
      }
      Waiting.pause(LOOK);
    }
    throw new BenchFailure(
        "not everything had arrived after " + limit.toSeconds() + " s: " + from.label());
  }

  /** Follows the daemon until each side was swept again and found to hold nothing new. */
  private void rest(MeasuredDaemon daemon, Instant recorded) throws InterruptedException {
    Waiting.until(
        "the echo is over",
        REST_MAX,
        LOOK,
        () -> {
          look(daemon, store.calls());
          return swept.values().stream().allMatch(at -> at.isAfter(recorded)) && !store.isBusy();
        });
  }

  /** Counts sweeps, and takes note of what the first one of the changed side had called. */
  private void look(MeasuredDaemon daemon, Calls before) {
    daemon.requireAlive();
    for (Side side : Side.values()) {
      Instant at = store.sweptAt(side);
      if (!at.equals(swept.put(side, at))) {
        sweeps++;
        if (side == from && firstSweptAt == null) {
          firstSweptAt = at;
        }
      }
    }
    if (firstSweptAt != null
        && detectionCalls == null
        && Instant.now().isAfter(firstSweptAt.plus(COUNTED))) {
      detectionCalls = store.calls().since(before).sweeps(from);
    }
  }
}
