package io.leadloop.bench;

import io.leadloop.cli.Accounts;
import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Secrets;
import io.leadloop.lead.Side;
import io.leadloop.ops.FromConfig;
import io.leadloop.store.Store;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.RecentSnapshots;
import io.leadloop.sync.Rules;
import io.leadloop.sync.State;
import io.leadloop.sync.Sweep;
import io.leadloop.sync.Vendors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What it costs to ask both sides what changed when nothing did. The daemon is down meanwhile: the
 * same sweep runs here, on the daemon's store and between the same vendors, so that its statements
 * can be counted.
 */
final class EmptySweep {
  private static final int SWEEPS = 11;

  /** Classes are loaded and code is compiled. */
  private static final int SWEEPS_BEFORE = 10;

  /** What changed last is read again until a vendor's clock is a long overlap past it. */
  private static final int OVERLAPS_BEFORE = 3;

  /** Longer than a turn of HubSpot's search, which is no part of the cost. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double TENTHS = 10;

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong statements = new AtomicLong();

  private EmptySweep() {}

  /** One sweep of each side. */
  private record Cost(double calls, double statements, double millis) {}

  /**
   * @param config the daemon's configuration
   * @param store the daemon's, at rest
   */
  static SyncFigures.EmptySweep measure(
      Path config, Secrets secrets, Store store, Accounts accounts) throws InterruptedException {
    Config read = ConfigLoader.load(config).config();
    return new EmptySweep()
        .measure(Objects.requireNonNull(read, "the daemon runs by it"), secrets, store, accounts);
  }

  private SyncFigures.EmptySweep measure(
      Config config, Secrets secrets, Store store, Accounts accounts) throws InterruptedException {
    store.run(this::count);
    store.read(
        handle -> {
          count(handle);
          return true;
        });
    try (Vendors vendors =
        accounts.open(
            config, secrets, (side, operation, lane, outcome) -> calls.incrementAndGet())) {
      LoopSettings settings = FromConfig.loop(config.settings());
      Map<Side, Sweep> sweeps = sweeps(config, settings, vendors, store);
      Instant quietAt =
          Instant.now().plus(settings.sweeps().longOverlap().multipliedBy(OVERLAPS_BEFORE));
      for (int before = 0; before < SWEEPS_BEFORE || Instant.now().isBefore(quietAt); before++) {
        Waiting.pause(PAUSE);
        cost(sweeps);
      }
      List<Cost> costs = new ArrayList<>();
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        Waiting.pause(PAUSE);
        costs.add(cost(sweeps));
      }
      return new SyncFigures.EmptySweep(
          Math.round(median(costs, Cost::calls)),
          Math.round(median(costs, Cost::statements)),
          Math.round(median(costs, Cost::millis) * TENTHS) / TENTHS);
    }
  }

  private static Map<Side, Sweep> sweeps(
      Config config, LoopSettings settings, Vendors vendors, Store store) {
    InstantSource clock = InstantSource.system();
    Rules rules = FromConfig.rules(config);
    State state = State.of(store, settings.connection());
    RecentSnapshots recent = new RecentSnapshots(clock, settings.sweeps().freshFor());
    Map<Side, Sweep> sweeps = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sweeps.put(
          side, new Sweep(vendors.crm(side), rules.optOuts(), state, recent, settings, clock));
    }
    return sweeps;
  }

  private Cost cost(Map<Side, Sweep> sweeps) {
    long callsBefore = calls.get();
    long statementsBefore = statements.get();
    long begun = System.nanoTime();
    sweeps.values().forEach(Sweep::sweep);
    long nanos = System.nanoTime() - begun;
    return new Cost(
        calls.get() - callsBefore, statements.get() - statementsBefore, nanos / NANOS_PER_MILLI);
  }

  private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return costs.stream().mapToDouble(figure).sorted().toArray()[costs.size() / 2];
  }

  /** From here on, whichever connection runs them. */
  private void count(Handle handle) {
    handle
        .getJdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                statements.incrementAndGet();
              }
            });
  }
}
