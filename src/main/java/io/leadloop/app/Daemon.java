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
import io.leadloop.route.Border;
import io.leadloop.route.Configuration;
import io.leadloop.route.Keeper;
import io.leadloop.route.LoopSteps;
import io.leadloop.route.ManagementServer;
import io.leadloop.route.PulsePolicy;
import io.leadloop.route.Trouble;
import io.leadloop.route.UnderWay;
import io.leadloop.store.Store;
import io.leadloop.store.StoreException;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CallTally;
import io.leadloop.sync.Drift;
import io.leadloop.sync.Loop;
import io.leadloop.sync.Mode;
import io.leadloop.sync.RoundLog;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import io.leadloop.watch.Metrics;
import io.leadloop.watch.Pulse;
import io.leadloop.watch.Readiness;
import io.leadloop.watch.ReadingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background service: the store, both accounts, and the routes that drive the loop. One per
 * process and connection.
 */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** For what is under way; with all that comes after it a stop takes less than 10 seconds. */
  private static final Duration END_MAX = Duration.ofSeconds(5);

  /** For what was cut off, to fail and be put away. */
  private static final Duration CUT_OFF_MAX = Duration.ofSeconds(1);

  /** No turn is under way any more when Camel is stopped, as a rule. */
  private static final int SHUTDOWN_SECONDS = 1;

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
  private final Border border = new Border();
  private final UnderWay underWay = new UnderWay();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Held while the daemon starts, and while it stops: neither sees the other half done. */
  private final Object startOrStop = new Object();

  private @Nullable ConfigSource source;
  private volatile @Nullable Workings workings;
  private volatile RoundLog complaints = RoundLog.NONE;

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

  /** Makes the daemon take over changes of these files while it runs; before the start. */
  Daemon watching(ConfigSource files) {
    source = files;
    return this;
  }

  private Workings made(Config settled, Secrets found) {
    RoundLog rounds =
        round -> {
          metrics.recorded(round);
          complaints.recorded(round);
        };
    Workings before = workings;
    return Workings.of(
        settled,
        found,
        state,
        CallLog.both(calls, metrics),
        rounds,
        before == null ? null : before.pace(),
        clock);
  }

  private Workings inForce() {
    return Objects.requireNonNull(workings, "started");
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
   * gets the lease. Does nothing when it was closed before.
   */
  public void start() {
    synchronized (startOrStop) {
      if (!closed.get()) {
        startRoutes();
      }
    }
  }

  private void startRoutes() {
    Settings settings = config.settings();
    String holder = "process " + ProcessHandle.current().pid();
    Drift known = known();
    workings = made(config.under(known), secrets);
    ConfigNotice notice = new ConfigNotice(state, clock);
    Seat place =
        new Seat(
            state,
            epoch -> {
              notice.take(inForce().config());
              return inForce().loop(epoch);
            },
            holder,
            settings.lease(),
            clock);
    seat = place;
    Trouble trouble = new Trouble(state, border, clock);
    Takeover takeover = new Takeover(config, secrets, known, this::known, border, this::takeOver);
    Desk desk =
        new Desk(
            state, (kind, argument) -> border.pass(() -> answer(kind, argument, takeover)), clock);
    SchemaWatch watch =
        new SchemaWatch(
            takeover::config, () -> inForce().vendors(), takeover::fields, place, state, clock);
    complaints = watch::hear;
    Runnable reload =
        source == null
            ? () -> {}
            : new Reload(source, () -> inForce().config(), takeover::files, place, state, clock)
                ::look;
    camel.bind("configuration", new Configuration(reload, watch::look, border));
    camel.bind("inbox", new LoopSteps.Inbox(place, border));
    camel.bind("reconciler", new LoopSteps.Reconciler(place));
    camel.bind("applier", new LoopSteps.Applier(place, border));
    camel.bind("journal", new LoopSteps.Journal(place));
    camel.bind("hubspotSweep", new LoopSteps.Sweep(place, Side.HUBSPOT, trouble, border));
    camel.bind("salesforceSweep", new LoopSteps.Sweep(place, Side.SALESFORCE, trouble, border));
    camel.bind(
        "keeper",
        new Keeper(
            place,
            state,
            calls,
            desk,
            () -> inForce().config().settings().journalRetention(),
            clock));
    camel.bind("trouble", trouble);
    camel.bind("underWay", underWay);
    alert(settings, place);
    watch(settings, place);
    camel.addInitialProperty("sweep.every", millis(settings.schedule().sweepEvery()));
    camel.addInitialProperty("leads.sync.every", millis(settings.schedule().syncEvery()));
    camel.addInitialProperty("config.every", millis(settings.schedule().configEvery()));
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

  /** What rests as it was last told, by this process or another. */
  private Drift known() {
    return Drift.known(store.read(state.facts()::known));
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
            new StatusReader(settings.connection(), state, sweepEvery, clock), state, place, clock);
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

  private String answer(String kind, String argument, Takeover takeover) {
    return kind.equals(Office.PLAN_DRAFT)
        ? new DraftPlan(inForce().config(), takeover.secrets(), this::made).of(argument)
        : inForce().office().answer(kind, argument);
  }

  /** At a border: what is right is put to work, and what it replaces is closed. */
  private void takeOver(Config other, Secrets found) {
    Workings before = inForce();
    if (!other.equals(before.config())) {
      Workings after = made(other, found);
      workings = after;
      try {
        Objects.requireNonNull(seat).renew();
      } catch (RuntimeException e) {
        workings = before;
        after.close();
        throw e;
      }
      before.close();
      LOG.info("A changed configuration is in force.");
    }
    new DriftNotice(state, clock).take(other.drift());
  }

  /**
   * Stops the routes, gives the lease back, and closes the store. Nothing new is begun; what is in
   * flight gets some seconds to be finished and recorded; after that it is cut off, and found by
   * its token at the next start. Closed again, it does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    border.close();
    synchronized (startOrStop) {
      if (seat != null) {
        seat.loop().ifPresent(Loop::stopSweeping);
      }
      endTurns();
      camel.stop();
      if (seat != null) {
        seat.close();
      }
      Runnable lastWord = whatIsOpen();
      store.close();
      lastWord.run();
    }
  }

  /** What does not end by itself is cut off while all that it stands on is still there. */
  private void endTurns() {
    try {
      if (camel.getCamelContext() != null) {
        underWay.beginNoMore(camel.getCamelContext());
      }
      boolean ended = underWay.awaitEnd(END_MAX);
      if (!ended) {
        underWay.interrupt();
      }
      closeConnections();
      if (!ended) {
        underWay.awaitEnd(CUT_OFF_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeConnections() {
    if (channels != null) {
      channels.close();
    }
    if (workings != null) {
      workings.close();
    }
  }

  /** What is to be said at the very end, read while the store is open. */
  private Runnable whatIsOpen() {
    long open;
    try {
      open = store.read(handle -> state.intents().count(handle));
    } catch (StoreException e) {
      return () ->
          LOG.warn("Stopped. Whether writes were in flight could not be read: {}", e.getMessage());
    }
    return open == 0
        ? () -> LOG.info("Stopped. Nothing is in flight.")
        : () ->
            LOG.info(
                "Stopped. {} writes were in flight; the next start finds by their tokens what became of them.",
                open);
  }
}
