package io.leadloop.app;

import io.leadloop.alert.Alerts;
import io.leadloop.alert.Channels;
import io.leadloop.config.AlertSecrets;
import io.leadloop.config.Config;
import io.leadloop.config.ManagementSettings;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.lead.Side;
import io.leadloop.ops.Desk;
import io.leadloop.ops.Office;
import io.leadloop.ops.StatusReader;
import io.leadloop.route.Bell;
import io.leadloop.route.Keeper;
import io.leadloop.route.LoopSteps;
import io.leadloop.route.ManagementServer;
import io.leadloop.route.PulsePolicy;
import io.leadloop.route.Trouble;
import io.leadloop.store.Backlog;
import io.leadloop.store.Facts;
import io.leadloop.store.Store;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CallTally;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Loop;
import io.leadloop.sync.LoopSettings;
import io.leadloop.sync.Mode;
import io.leadloop.sync.Rules;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import io.leadloop.watch.Metrics;
import io.leadloop.watch.Pulse;
import io.leadloop.watch.Readiness;
import io.leadloop.watch.ReadingReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.camel.main.Main;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background service: the store, both accounts, and the routes that drive the loop. One per
 * process and connection.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final int SHUTDOWN_SECONDS = 10;
  private static final int LOOKS_PER_HOLD = 4;
  private static final Duration ALERTS_EVERY_MIN = Duration.ofMillis(100);
  private static final Duration ALERTS_EVERY_MAX = Duration.ofSeconds(5);

  private final Config config;
  private final Secrets secrets;
  private final Store store;
  private final State state;
  private final Path routes;
  private final InstantSource clock;
  private final Main camel = new Main();
  private final CallTally calls = new CallTally();
  private final Metrics metrics = new Metrics();
  private final AlertSecrets alertSecrets;
  private @Nullable Channels channels;
  private @Nullable Seat seat;
  private @Nullable Vendors vendors;

  /**
   * @param store opened; closed with the daemon
   * @param routes the folder with the route files
   */
  public Daemon(Config config, Secrets secrets, Store store, Path routes, InstantSource clock) {
    this(config, secrets, AlertSecrets.NONE, store, routes, clock);
  }

  /**
   * @param alertSecrets what alerts are delivered with
   * @param store opened; closed with the daemon
   * @param routes the folder with the route files
   */
  public Daemon(
      Config config,
      Secrets secrets,
      AlertSecrets alertSecrets,
      Store store,
      Path routes,
      InstantSource clock) {
    this.alertSecrets = alertSecrets;
    this.config = config;
    this.secrets = secrets;
    this.store = store;
    this.state = State.of(store, config.settings().connection());
    this.routes = routes;
    this.clock = clock;
  }

  /** The state of this connection. */
  public State state() {
    return state;
  }

  /** Lets this connection write without asking first: for a sandbox. */
  public void goLive() {
    store.run(
        handle -> {
          Mode.LIVE.set(state.facts(), handle, clock.instant());
        });
  }

  /**
   * Starts the routes. Returns once they run; the first sweeps begin at once where this process
   * gets the lease.
   */
  public void start() {
    Settings settings = config.settings();
    Rules rules = Wiring.rules(config);
    LoopSettings loop = Wiring.loop(settings);
    String holder = "process " + ProcessHandle.current().pid();
    Vendors accounts = Wiring.vendors(config, secrets, CallLog.both(calls, metrics));
    vendors = accounts;
    Seat place =
        new Seat(
            state,
            epoch -> {
              noticeConfig();
              return new Loop(
                  rules, accounts.crms(), accounts.timeline(), state, loop, epoch, clock, metrics);
            },
            holder,
            settings.lease(),
            clock);
    seat = place;
    Trouble trouble = new Trouble(state, clock);
    Desk desk = new Desk(state, new Office(rules, state, accounts, loop, clock), clock);
    camel.bind("inbox", new LoopSteps.Inbox(place));
    camel.bind("reconciler", new LoopSteps.Reconciler(place));
    camel.bind("applier", new LoopSteps.Applier(place));
    camel.bind("journal", new LoopSteps.Journal(place));
    camel.bind("hubspotSweep", new LoopSteps.Sweep(place, Side.HUBSPOT, trouble));
    camel.bind("salesforceSweep", new LoopSteps.Sweep(place, Side.SALESFORCE, trouble));
    camel.bind("keeper", new Keeper(place, state, calls, desk, settings.journalRetention(), clock));
    camel.bind("trouble", trouble);
    alert(settings, place);
    watch(settings, place);
    camel.addInitialProperty("sweep.every", millis(settings.schedule().sweepEvery()));
    camel.addInitialProperty("leads.sync.every", millis(settings.schedule().syncEvery()));
    camel.addInitialProperty("lease.every", millis(settings.lease().dividedBy(3)));
    camel
        .configure()
        .withName("leadloop")
        .withRoutesIncludePattern("file:" + routes.toAbsolutePath() + "/*.camel.yaml")
        .withShutdownTimeout(SHUTDOWN_SECONDS)
        .withJmxEnabled(false)
        .withAutoConfigurationEnvironmentVariablesEnabled(false)
        .withAutoConfigurationSystemPropertiesEnabled(false);
    place.keep();
    camel.start();
  }

  /** Who is told when the state changes. */
  private void alert(Settings settings, Seat place) {
    Channels opened = Channels.of(settings.alerts(), alertSecrets);
    channels = opened;
    camel.bind(
        "bell",
        new Bell(
            place, new Alerts(settings.connection(), settings.alerts(), opened, state, clock)));
    camel.addInitialProperty("alerts.every", millis(alertsEvery(settings)));
  }

  private static Duration alertsEvery(Settings settings) {
    Duration some = settings.alerts().hold().dividedBy(LOOKS_PER_HOLD);
    return some.compareTo(ALERTS_EVERY_MAX) > 0
        ? ALERTS_EVERY_MAX
        : some.compareTo(ALERTS_EVERY_MIN) < 0 ? ALERTS_EVERY_MIN : some;
  }

  /** Health and metrics: what is asked of this process while it runs. */
  private void watch(Settings settings, Seat place) {
    ManagementSettings management = settings.management();
    if (!management.isOn()) {
      return;
    }
    Duration sweepEvery = settings.schedule().sweepEvery();
    Pulse pulse =
        new Pulse(
            Map.of(
                "lease", settings.lease().dividedBy(3),
                "leads-sync", settings.schedule().syncEvery(),
                "hubspot-sweep", sweepEvery,
                "salesforce-sweep", sweepEvery,
                "alerts", alertsEvery(settings)),
            clock);
    ReadingReader reader =
        new ReadingReader(
            new StatusReader(settings.connection(), state, sweepEvery, clock),
            new Backlog(settings.connection()),
            state,
            place,
            clock);
    metrics.reads(reader);
    pulse.bindTo(metrics.registry());
    camel.bind("pulse", new PulsePolicy(pulse));
    ManagementServer.add(
        camel,
        management.host(),
        management.port(),
        metrics,
        pulse,
        new Readiness(state, reader, sweepEvery, clock));
  }

  /** The port of health and metrics; empty where nothing listens. */
  public OptionalInt managementPort() {
    return ManagementServer.port(camel);
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  /**
   * What the admin changed in the files takes hold at once: changed lines are applied to every
   * link, and who waits for a person or for the gate is looked at again.
   */
  private void noticeConfig() {
    String fields = print(config.mapping() + " " + config.engagement() + config.dispositions());
    String gates = print(config.leadDefinition().toString());
    store.run(
        handle -> {
          boolean otherFields = differs(handle, "config.fields", fields);
          boolean otherGates = differs(handle, "config.gates", gates);
          if (otherFields || otherGates) {
            int woken = state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), clock.instant());
            int links =
                otherFields
                    ? state.inbox().wakeLinks(handle, Lane.BACKFILL.number(), clock.instant())
                    : 0;
            if (woken + links > 0) {
              LOG.info(
                  "The configuration changed: {} links and {} records that waited are looked at again.",
                  links,
                  woken);
            }
          }
        });
  }

  private boolean differs(Handle handle, String name, String print) {
    boolean differs =
        !state.facts().get(handle, name).map(Facts.Fact::value).orElse("").equals(print);
    if (differs) {
      state.facts().set(handle, name, print, clock.instant());
    }
    return differs;
  }

  private static String print(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /**
   * Stops the routes, gives the lease back, and closes the store. What is in flight is finished or
   * found by its token.
   */
  @Override
  public void close() {
    camel.stop();
    if (seat != null) {
      seat.close();
    }
    if (channels != null) {
      channels.close();
    }
    if (vendors != null) {
      vendors.close();
    }
    store.close();
  }
}
