package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.config.AlertSecrets;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.sandbox.SandboxClock;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotOptions;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.hubspot.PortalLoader;
import io.leadloop.sandbox.salesforce.SalesforceOptions;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.store.CallCounts;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.store.StoreAddress;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Mode;
import io.leadloop.sync.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Both vendors over HTTP on free ports, the shipped configuration in a folder of its own, and a
 * store: all that a daemon needs. Daemons are started and stopped on it; the vendors stay.
 */
final class Stage implements AutoCloseable {
  /** Between two sweeps of a side. */
  static final Duration PERIOD = Duration.ofMillis(500);

  /** How late a vendor shows a change at most. */
  static final Duration LAG = Duration.ofMillis(400);

  /** Longer than anything that is under way takes to be seen: three sweeps and the lag. */
  static final Duration QUIET = PERIOD.multipliedBy(3).plus(LAG);

  private static final Secrets SECRETS =
      new Secrets(
          HubSpotSandbox.TOKEN, SalesforceSandbox.CLIENT_ID, SalesforceSandbox.CLIENT_SECRET);

  final HubSpotSandbox hubspot;
  final SalesforceSandbox salesforce;
  final Accounts accounts;
  final Path config;
  final StoreAddress store;
  private final List<Daemon> daemons = new ArrayList<>();

  private Stage(
      Path folder, HubSpotSandbox hubspot, SalesforceSandbox salesforce, StoreAddress store)
      throws IOException {
    this.hubspot = hubspot;
    this.salesforce = salesforce;
    this.accounts = new Accounts(new VendorApis(hubspot.baseUrl(), salesforce.baseUrl()));
    this.config = folder.resolve("config");
    this.store = store;
    copy(Path.of("config"), config);
    Files.writeString(
        config.resolve("leadloop.yaml"),
        """
        connection: main
        store: { url: "%s" }
        hubspot: { base_url: "%s", limits: off }
        salesforce: { login_url: "%s" }
        schedule: { sweep_every: %dms, overlap: 2s, long_overlap: 10s, long_overlap_every: 60s, departures_every: 1s, roll_call: off, sync_every: 50ms, fresh_for: 5s, config_every: 200ms }
        caps: { creates_per_hour: off, changes_per_hour: off, clears_per_hour: off, unlinks_per_hour: off, deletes_per_hour: off }
        brakes: { creates: { at_most: off }, changes: { at_most: off, share: off }, clears: { at_most: off, share: off }, unlinks: { at_most: off, share: off }, deletes: { at_most: off, share: off } }
        lease: 3s
        management: { port: off }
        """
            .formatted(
                store.jdbcUrl(), hubspot.baseUrl(), salesforce.baseUrl(), PERIOD.toMillis()));
  }

  /** Both vendors, HubSpot with these leads, and a store file; no limits on calls. */
  static Stage with(Path folder, PortalLoader leads) {
    return with(folder, leads, StoreAddress.file(folder.resolve("leadloop.db")));
  }

  /** The same with a store elsewhere. */
  static Stage with(Path folder, PortalLoader leads, StoreAddress store) {
    return with(folder, leads, store, SalesforceOptions::usual);
  }

  /** Salesforce takes no more than that many calls within 24 hours, ours and everybody's. */
  static Stage withDailyCalls(Path folder, PortalLoader leads, long callsMax) {
    return with(
        folder,
        leads,
        StoreAddress.file(folder.resolve("leadloop.db")),
        clock -> SalesforceOptions.usual(clock).withDailyCallsMax(callsMax),
        true);
  }

  /** HubSpot without leads, and a Salesforce whose objects are as these say beside the usual. */
  static Stage withSalesforceObjects(Path folder, String objects) throws IOException {
    Files.createDirectories(folder);
    Path extra = Files.writeString(folder.resolve("objects.yaml"), objects);
    return with(
        folder,
        PortalLoader.empty(),
        StoreAddress.file(folder.resolve("leadloop.db")),
        clock -> SalesforceOptions.usual(clock).withExtraObjects(extra));
  }

  private static Stage with(
      Path folder,
      PortalLoader leads,
      StoreAddress store,
      Function<SandboxClock, SalesforceOptions> options) {
    return with(folder, leads, store, options, false);
  }

  private static Stage with(
      Path folder,
      PortalLoader leads,
      StoreAddress store,
      Function<SandboxClock, SalesforceOptions> options,
      boolean salesforceLimits) {
    SandboxClock clock = new SandboxClock();
    HubSpotSandbox hubspot =
        HubSpotSandbox.start(
            HubSpotOptions.usual(clock)
                .withPort(0)
                .withRealLimits(false)
                .withLagMillis(LAG.toMillis()),
            leads);
    SalesforceSandbox salesforce =
        SalesforceSandbox.start(
            options
                .apply(clock)
                .withPort(0)
                .withRealLimits(salesforceLimits)
                .withLagMillis(LAG.toMillis()));
    try {
      return new Stage(folder, hubspot, salesforce, store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same vendors with a configuration and a store of its own, for a second daemon. Its daemons
   * are stopped by {@link #stop}; the vendors are closed with this stage.
   */
  Stage beside(Path folder) {
    try {
      Files.createDirectories(folder);
      return new Stage(
          folder, hubspot, salesforce, StoreAddress.file(folder.resolve("leadloop.db")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the text of one file of the configuration, as an admin does. */
  void change(String file, String before, String after) {
    Path path = config.resolve(file);
    try {
      String text = Files.readString(path);
      assertThat(text).as(file).contains(before);
      Files.writeString(path, text.replace(before, after));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets every contact pass the gate. */
  void openGate() {
    try {
      Files.writeString(
          config.resolve("lead-definition.yaml"), "create_in_salesforce: { when: always }\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What waits at a daemon. */
  static List<Problem> problems(Daemon daemon) {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 100));
  }

  /** The links that a daemon knows. */
  static List<LinkRow> links(Daemon daemon) {
    State state = daemon.state();
    return state.store().read(handle -> state.links().page(handle, 0, 100));
  }

  /** Has all looked at again that waits. */
  static void retryAll(Daemon daemon) {
    State state = daemon.state();
    state
        .store()
        .run(handle -> state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), Instant.now()));
  }

  /** Starts a daemon that may write; closed with the stage, or before by {@link #stop}. */
  Daemon start() {
    return start(AlertSecrets.NONE);
  }

  /** The same with what alerts are delivered with. */
  Daemon start(AlertSecrets alerts) {
    return start(settings -> new Secrets.Found(SECRETS, List.of()), alerts);
  }

  /** Starts one whose secrets are found where the configuration says. */
  Daemon start(Map<String, String> environment) {
    return start(settings -> Secrets.read(settings, environment), AlertSecrets.NONE);
  }

  /** Starts one that goes by this clock. */
  Daemon start(InstantSource clock) {
    return start(settings -> new Secrets.Found(SECRETS, List.of()), AlertSecrets.NONE, clock);
  }

  private Daemon start(Function<Settings, Secrets.Found> secretsOf, AlertSecrets alerts) {
    return start(secretsOf, alerts, InstantSource.system());
  }

  private Daemon start(
      Function<Settings, Secrets.Found> secretsOf, AlertSecrets alerts, InstantSource clock) {
    ConfigSource source = ConfigSource.of(config, secretsOf);
    Loaded loaded = ConfigLoader.load(config);
    if (loaded.config() == null) {
      throw new AssertionError(Report.of(loaded.problems()));
    }
    Secrets.Found found = secretsOf.apply(loaded.config().settings());
    Secrets secrets = found.secrets();
    if (secrets == null) {
      throw new AssertionError(Report.of(found.problems()));
    }
    Daemon daemon =
        new Daemon(loaded.config(), secrets, alerts, Store.open(store), Path.of("routes"), clock)
            .watching(source);
    daemon.goLive();
    daemon.start();
    daemons.add(daemon);
    return daemon;
  }

  /** Stops every daemon. */
  void stop() {
    daemons.forEach(Daemon::close);
    daemons.clear();
  }

  /** Says go, so that a daemon of another process writes. */
  void goLive() {
    try (Store opened = Store.open(store)) {
      State state = State.of(opened, "main");
      opened.run(handle -> Mode.LIVE.set(state.facts(), handle, Instant.now()));
    }
  }

  /** How many writes are sent and not yet recorded. */
  long openIntents() {
    try (Store opened = Store.open(store)) {
      return opened.read(handle -> State.of(opened, "main").intents().count(handle));
    }
  }

  /** How often the vendors' histories were asked, by side, as the daemon counts it. */
  Map<String, Long> evidenceCalls() {
    try (Store opened = Store.open(store)) {
      State state = State.of(opened, "main");
      return opened.read(handle -> state.callCounts().lastDay(handle, Instant.now())).stream()
          .filter(count -> count.operation().equals("history"))
          .collect(
              Collectors.toMap(
                  CallCounts.Count::side, CallCounts.Count::calls, Long::sum, TreeMap::new));
    }
  }

  /** Makes the next daemon read everything again, as in a first sweep. */
  void forgetCursors() {
    try (Store opened = Store.open(store)) {
      opened.run(handle -> handle.execute("delete from sweep_cursor"));
    }
  }

  /** What both accounts hold, once nothing changed for longer than anything can be under way. */
  Accounts.Held atRest() {
    return Eventually.still("both accounts are at rest", QUIET, accounts::held);
  }

  /** Waits until both sides were read that often since a call. */
  void sweeps(int times, long sinceHubspotCall) {
    Eventually.see(
        times + " further sweeps",
        () -> accounts.searches(sinceHubspotCall),
        searches -> searches >= times);
  }

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(from)) {
      files = walked.toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }

  @Override
  public void close() {
    stop();
    hubspot.close();
    salesforce.close();
  }
}
