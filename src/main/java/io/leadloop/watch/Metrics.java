package io.leadloop.watch;

import io.leadloop.lead.Side;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Recorded;
import io.leadloop.sync.RoundLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/**
 * All numbers of one process, as Prometheus asks for them. What the store knows is read from it
 * with each question; what only happens is counted in memory from the start of the process on. No
 * label holds an id, an address or anything else of a person, and each has few values. Every metric
 * stands in docs/metrics.md. Thread-safe.
 */
public final class Metrics implements CallLog, RoundLog {
  private final Scraped registry = new Scraped();
  private final CallMeters calls;
  private final RoundMeters rounds;

  public Metrics() {
    calls = new CallMeters(registry);
    rounds = new RoundMeters(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where others may count what is their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Adds what the store knows.
   *
   * @param reader reads all of it at once; called with each question
   */
  public void reads(Supplier<Reading> reader) {
    StoreMeters meters = new StoreMeters(registry, reader);
    registry.beforeEach = meters::refresh;
  }

  /** The answer to a question, in Prometheus' text format. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void called(Side side, String operation, Lane lane, String outcome) {
    calls.called(side, operation, lane, outcome);
  }

  @Override
  public void left(Side side, long left, long max) {
    calls.left(side, left, max);
  }

  @Override
  public void recorded(Recorded round) {
    rounds.recorded(round);
  }

  /** Reads the store once before each answer. */
  private static final class Scraped extends PrometheusMeterRegistry {
    private volatile Runnable beforeEach = () -> {};

    Scraped() {
      super(PrometheusConfig.DEFAULT);
    }

    @Override
    public String scrape() {
      beforeEach.run();
      return super.scrape();
    }

    @Override
    public String scrape(String contentType) {
      beforeEach.run();
      return super.scrape(contentType);
    }
  }
}
