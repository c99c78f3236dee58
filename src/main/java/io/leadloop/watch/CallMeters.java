package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls to the vendors, and how many of the day are left. Thread-safe. */
final class CallMeters implements CallLog {
  private final MeterRegistry registry;
  private final Map<Side, Budget> budgets = new ConcurrentHashMap<>();

  private record Budget(double left, double max) {}

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Side side : Side.values()) {
      Gauge.builder("leadloop.calls.left", () -> budget(side).left())
          .description("API calls that the vendor says are left of this day")
          .tag("side", side.word())
          .register(registry);
      Gauge.builder("leadloop.calls.limit", () -> budget(side).max())
          .description("API calls that a day has, as the vendor says")
          .tag("side", side.word())
          .register(registry);
      for (String outcome : new String[] {"ok", "failed"}) {
        counter(side, side == Side.SALESFORCE ? "login" : "search", Lane.LIVE, outcome);
      }
    }
  }

  @Override
  public void called(Side side, String operation, Lane lane, String outcome) {
    counter(side, operation, lane, outcome).increment();
  }

  @Override
  public void left(Side side, long left, long max) {
    budgets.put(side, new Budget(left, max));
  }

  private Budget budget(Side side) {
    return budgets.getOrDefault(side, new Budget(Double.NaN, Double.NaN));
  }

  private Counter counter(Side side, String operation, Lane lane, String outcome) {
    return Counter.builder("leadloop.calls")
        .description("Calls to the vendors' APIs")
        .tag("side", side.word())
        .tag("operation", operation)
        .tag("lane", lane.word())
        .tag("outcome", outcome)
        .register(registry);
  }
}
