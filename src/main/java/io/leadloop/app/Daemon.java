package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.lead.Side;
import io.leadloop.ops.Desk;
import io.leadloop.route.Border;
import io.leadloop.route.Configuration;
import io.leadloop.route.Keeper;
import io.leadloop.route.LoopSteps;
import io.leadloop.route.Trouble;
import io.leadloop.store.Store;
import io.leadloop.sync.CallTally;
import io.leadloop.sync.Loop;
import io.leadloop.sync.Mode;
import io.leadloop.sync.Seat;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
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
  private static final int SHUTDOWN_SECONDS = 6;

  private final Config config;
  private final Secrets secrets;
  private final Store store;
  private final State state;
  private final Path routes;
  private final InstantSource clock;
  private final Main camel = new Main();
  private final CallTally calls = new CallTally();
  private @Nullable Seat seat;
  private final Border border = new Border();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable ConfigSource source;
  private volatile @Nullable Workings workings;

  /**
   * @param store opened; closed with the daemon
   * @param routes the folder with the route files
   */
  public Daemon(Config config, Secrets secrets, Store store, Path routes, InstantSource clock) {
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
   * gets the lease.
   */
  public void start() {
    Settings settings = config.settings();
    String holder = "process " + ProcessHandle.current().pid();
    workings = Workings.of(config, secrets, state, calls, clock);
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
    Trouble trouble = new Trouble(state, clock);
    Desk desk =
        new Desk(
            state,
            (kind, argument) -> border.pass(() -> inForce().office().answer(kind, argument)),
            clock);
    Runnable reload =
        source == null
            ? () -> {}
            : new Reload(source, () -> inForce().config(), this::takeOver, place, state, clock)
                ::look;
    camel.bind("configuration", new Configuration(reload));
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

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  /** What is right is put to work between two rounds, and what it replaces is closed. */
  private void takeOver(Config config, Secrets secrets) {
    border.atNext(
        () -> {
          Workings before = Objects.requireNonNull(workings);
          if (config.equals(before.config())) {
            return;
          }
          Workings after = Workings.of(config, secrets, state, calls, clock);
          workings = after;
          Objects.requireNonNull(seat).renew();
          before.close();
          LOG.info("A changed configuration is in force.");
        });
  }

  /**
   * Stops the routes, gives the lease back, and closes the store. Nothing new is begun; what is in
   * flight gets some seconds to be finished and recorded, and is found by its token after that.
   * Closed again, it does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    border.close();
    if (seat != null) {
      seat.loop().ifPresent(Loop::stopSweeping);
    }
    camel.stop();
    if (seat != null) {
      seat.close();
    }
    if (workings != null) {
      workings.close();
    }
    long open = store.read(handle -> state.intents().count(handle));
    store.close();
    if (open == 0) {
      LOG.info("Stopped. Nothing is in flight.");
    } else {
      LOG.info(
          "Stopped. {} writes were in flight; the next start finds by their tokens what became of them.",
          open);
    }
  }
}
