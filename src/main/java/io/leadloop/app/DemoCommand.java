package io.leadloop.app;

import io.leadloop.cli.ConfigOption;
import io.leadloop.cli.ExitCode;
import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.HubSpotSection;
import io.leadloop.config.Loaded;
import io.leadloop.config.ManagementSettings;
import io.leadloop.config.Report;
import io.leadloop.config.Schedule;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import io.leadloop.ops.Office;
import io.leadloop.plan.Caps;
import io.leadloop.sandbox.VendorApis;
import io.leadloop.sandbox.hubspot.HubSpotSandbox;
import io.leadloop.sandbox.salesforce.SalesforceSandbox;
import io.leadloop.store.JournalRow;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop demo}: the whole product on one machine, without accounts. */
@Command(
    name = "demo",
    description = {
      "Starts a local HubSpot, a local Salesforce, and the daemon between them.",
      "Says what to try, and shows each change as it crosses."
    },
    mixinStandardHelpOptions = true,
    footer =
        "Exit codes: 0 done, 1 a port is in use or (headless) something did not arrive, 2 the configuration is wrong.")
final class DemoCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final int LAST_EDIT_BEFORE_END_SECONDS = 20;
  private static final int TURN_MILLIS = 400;

  @Mixin private SandboxOptions options = new SandboxOptions();

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private RoutesOption routes = new RoutesOption();

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Keeps the state in this file; without it the state is gone with the demo.")
  private @Nullable Path storeFile;

  @Option(names = "--headless", description = "People are played too; ends by itself.")
  private boolean headless;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long a headless demo lasts, from ready on (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--json",
      description = "A headless demo prints one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Loaded loaded = ConfigLoader.load(this.config.folder());
    Config shipped = loaded.config();
    if (shipped == null) {
      System.err.println(Report.of(loaded.problems()));
      return ExitCode.USAGE;
    }
    Path folder = Files.createTempDirectory("leadloop-demo");
    Path file = storeFile == null ? folder.resolve("demo.db") : storeFile;
    say("Starting a local HubSpot and a local Salesforce ...");
    try (SandboxOptions.Vendors vendors = options.start()) {
      Config config = shipped.settings(settings(shipped.settings(), vendors));
      Secrets secrets =
          new Secrets(
              HubSpotSandbox.TOKEN, SalesforceSandbox.CLIENT_ID, SalesforceSandbox.CLIENT_SECRET);
      Daemon daemon =
          new Daemon(config, secrets, Store.open(file), routes.folder(), InstantSource.system());
      daemon.goLive();
      daemon.start();
      VendorApis apis = new VendorApis(vendors.hubspot().baseUrl(), vendors.salesforce().baseUrl());
      if (headless) {
        int code = headless(apis);
        daemon.close();
        return code;
      }
      new Stop()
          .closing(
              () -> {
                daemon.close();
                forget(folder);
              })
          .listen();
      show(apis, vendors, daemon.state());
      return ExitCode.OK;
    } finally {
      forget(folder);
    }
  }

  private Settings settings(Settings said, SandboxOptions.Vendors vendors) {
    boolean limits = options.limits == SandboxOptions.LimitsWord.real;
    Schedule usual = said.schedule();
    Duration lag = Duration.ofMillis(options.lagMillis);
    HubSpotSection hubspot = said.hubspot().at(URI.create(vendors.hubspot().baseUrl()), limits);
    return said.hubspot(hubspot.requestsPer10s(HubSpotSandbox.REQUESTS_PER_10S))
        .salesforce(said.salesforce().at(URI.create(vendors.salesforce().baseUrl())))
        .schedule(
            new Schedule(
                SWEEP_EVERY,
                lag.plusSeconds(3),
                lag.plusSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                usual.rollCall(),
                Duration.ofMillis(250),
                usual.freshFor(),
                usual.configEvery(),
                usual.schemaEvery()))
        .caps(Caps.OFF)
        .management(new ManagementSettings(said.management().host(), ManagementSettings.OFF));
  }

  private int headless(VendorApis apis) throws InterruptedException {
    Instant ready = Instant.now();
    Instant end = ready.plusSeconds(seconds);
    Instant lastEdit = end.minusSeconds(LAST_EDIT_BEFORE_END_SECONDS);
    say(
        "Ready. People work for "
            + Math.max(0, seconds - LAST_EDIT_BEFORE_END_SECONDS)
            + " seconds.");
    DemoCount count = new DemoCount(apis);
    DemoPeople people = new DemoPeople(apis);
    int turn = 0;
    List<DemoPeople.Person> linked = List.of();
    while (Instant.now().isBefore(lastEdit)) {
      if (turn >= linked.size()) {
        linked = count.linked(2_000);
      }
      if (turn < linked.size()) {
        people.work(turn, linked.get(turn));
        turn++;
      }
      TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
    }
    long left = Duration.between(Instant.now(), end).toMillis();
    TimeUnit.MILLISECONDS.sleep(Math.max(0, left));
    Instant over = Instant.now();
    Map<String, Object> told = new LinkedHashMap<>();
    long quietWrites = count.writesSince(over.minus(QUIET));
    long hubspotCalls = count.daemonCallsToHubspot();
    long salesforceCalls = count.daemonCallsToSalesforce();
    told.put("linked", count.linkedTotal());
    told.put("editsOnHubspot", people.editsOnHubspot());
    told.put("editsOnSalesforce", people.editsOnSalesforce());
    told.put("arrived", people.arrived());
    told.put("conflicts", people.conflicts());
    told.put("dispositions", people.dispositions());
    told.put("notes", people.notes());
    told.put("duplicates", count.duplicates());
    told.put("quietWrites", quietWrites);
    told.put("calls", Map.of("hubspot", hubspotCalls, "salesforce", salesforceCalls));
    told.put("contacts", count.contacts());
    System.out.println(Office.json(told));
    boolean allArrived = people.arrived() == people.editsOnHubspot() + people.editsOnSalesforce();
    boolean clean = told.get("duplicates").equals(0L) && quietWrites == 0;
    return allArrived && clean ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Says what to try, then shows each row of the journal until the demo is stopped. */
  private void show(VendorApis apis, SandboxOptions.Vendors vendors, State state)
      throws InterruptedException {
    DemoCount count = new DemoCount(apis);
    long total = count.contacts();
    DemoProgress.untilSettled(count, total);
    System.out.println(DemoText.whatToTry(apis, vendors, count.linked(3)));
    long last = state.store().read(handle -> state.journal().lastId(handle));
    while (true) {
      long from = last;
      List<JournalRow> rows =
          state.store().read(handle -> state.journal().after(handle, from, 100));
      for (JournalRow row : rows) {
        System.out.println(TIME.format(row.at()) + "  " + DemoText.line(row));
        last = row.id();
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private void say(String text) {
    if (!json) {
      System.out.println(text);
    }
  }

  /** The state of a demo that was not asked to keep it. */
  private void forget(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("demo: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
