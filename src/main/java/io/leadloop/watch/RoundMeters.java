package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.store.JournalRow;
import io.leadloop.sync.KnownCodes;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Recorded;
import io.leadloop.sync.RoundLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** What the rounds came to. Thread-safe. */
final class RoundMeters implements RoundLog {
  /** From a change that was seen at once to one that nobody can call live any more. */
  private static final Duration[] ARRIVAL_BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(2),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6)
  };

  private final MeterRegistry registry;
  private final Timer window;

  RoundMeters(MeterRegistry registry) {
    this.registry = registry;
    this.window =
        Timer.builder("leadloop.write.window")
            .description("The longest time of a round from the read of a record to its write")
            .register(registry);
    // A rate needs a zero to begin with.
    for (Side side : Side.values()) {
      for (String operation : List.of("create", "update")) {
        for (String outcome : List.of("accepted", "rejected", "unknown")) {
          writes(side, operation, outcome);
        }
      }
      for (Lane lane : Lane.values()) {
        arrivals(side, lane);
      }
      for (String code : new TreeSet<>(KnownCodes.ofVendors())) {
        refusals(side, code);
      }
      refusals(side, KnownCodes.OTHER);
    }
  }

  @Override
  public void recorded(Recorded round) {
    for (JournalRow row : round.rows()) {
      Side side = row.side();
      if (side != null) {
        writes(side, row.operation(), row.outcome()).increment();
      }
    }
    round
        .refusals()
        .forEach(refused -> refusals(refused.side(), KnownCodes.of(refused.code())).increment());
    round
        .arrivals()
        .forEach(arrived -> arrivals(arrived.to(), arrived.lane()).record(arrived.took()));
    if (!round.window().isZero()) {
      window.record(round.window());
    }
  }

  private Counter writes(Side side, String operation, String outcome) {
    return Counter.builder("leadloop.writes")
        .description("Records and notes written to a side")
        .tag("side", side.word())
        .tag("operation", operation)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter refusals(Side side, String cause) {
    return Counter.builder("leadloop.refusals")
        .description("Writes that a vendor refused")
        .tag("side", side.word())
        .tag("cause", cause)
        .register(registry);
  }

  private Timer arrivals(Side to, Lane lane) {
    return Timer.builder("leadloop.arrival")
        .description("From a record's last change on one side to its arrival on the other")
        .serviceLevelObjectives(ARRIVAL_BOUNDS)
        .tag("to", to.word())
        .tag("lane", lane.word())
        .register(registry);
  }
}
