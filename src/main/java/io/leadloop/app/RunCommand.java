package io.leadloop.app;

import io.leadloop.cli.ConfigOption;
import io.leadloop.cli.ExitCode;
import io.leadloop.config.AlertSecrets;
import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.ManagementSettings;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.config.StoreLogin;
import io.leadloop.ops.FromConfig;
import io.leadloop.route.ManagementServer;
import io.leadloop.store.Store;
import io.leadloop.sync.Mode;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leadloop run}: the daemon. */
@Command(
    name = "run",
    description = {
      "Keeps both accounts in agreement until it is stopped.",
      "The first time it only watches: it looks and plans, and writes nothing until: leadloop go"
    },
    mixinStandardHelpOptions = true,
    footer =
        "Exit codes: 0 stopped by SIGTERM or Ctrl-C, 1 the port of health and metrics is in use, 2 the configuration is wrong, 3 the store cannot be used.")
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private RoutesOption routes = new RoutesOption();

  private final Stop stop;

  /**
   * @param stop listens while the daemon starts and runs
   */
  RunCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return run();
    } catch (RuntimeException e) {
      if (stop.isAsked()) {
        // What was being opened is closed already.
        return Stop.await();
      }
      throw e;
    }
  }

  private int run() throws InterruptedException {
    stop.listen();
    ConfigSource source =
        ConfigSource.of(this.config.folder(), settings -> Secrets.read(settings, System.getenv()));
    Loaded loaded = ConfigLoader.load(this.config.folder());
    Config config = loaded.config();
    if (!loaded.problems().isEmpty()) {
      System.err.println(Report.of(loaded.problems()));
    }
    if (config == null) {
      return ExitCode.USAGE;
    }
    Secrets.Found found = Secrets.read(config.settings(), System.getenv());
    Secrets secrets = found.secrets();
    if (secrets == null) {
      System.err.println(Report.of(found.problems()));
      return ExitCode.USAGE;
    }
    AlertSecrets.Found alerts = AlertSecrets.read(config.settings().alerts(), System.getenv());
    AlertSecrets alertSecrets = alerts.secrets();
    if (alertSecrets == null) {
      System.err.println(Report.of(alerts.problems()));
      return ExitCode.USAGE;
    }
    if (!Files.isDirectory(routes.folder())) {
      System.err.println(
          "run: there is no folder "
              + routes.folder()
              + " with the routes; start in the folder of the installation, or name it by --routes.");
      return ExitCode.USAGE;
    }
    StoreLogin.Found entry = StoreLogin.read(config.settings().store(), System.getenv());
    StoreLogin login = entry.login();
    if (login == null) {
      System.err.println(Report.of(entry.problems()));
      return ExitCode.USAGE;
    }
    ManagementSettings management = config.settings().management();
    if (management.isOn()) {
      ManagementServer.requireFree(management.host(), management.port());
    }
    Store store = Store.open(FromConfig.store(config.settings().store(), login));
    Daemon daemon =
        new Daemon(config, secrets, alertSecrets, store, routes.folder(), InstantSource.system())
            .watching(source);
    stop.closing(daemon::close);
    daemon.start();
    if (stop.isAsked()) {
      return Stop.await();
    }
    tellWhereToAsk(daemon, management);
    boolean watching = Mode.of(store.read(daemon.state().facts()::known)) == Mode.WATCHING;
    LOG.info(
        watching
            ? "Ready. Watching only: nothing is written before: leadloop go. What would be written: leadloop plan --all"
            : "Ready.");
    return Stop.await();
  }

  private static void tellWhereToAsk(Daemon daemon, ManagementSettings management) {
    OptionalInt port = daemon.managementPort();
    if (port.isPresent()) {
      LOG.info(
          "Health and metrics: http://{}:{}/health/ready and /metrics",
          management.host(),
          port.getAsInt());
    } else if (management.isOn()) {
      LOG.error(
          "Nobody can ask for health and metrics: {}:{} cannot be listened on any more",
          management.host(),
          management.port());
    }
  }
}
