package io.leadloop.app;

import io.leadloop.cli.ConfigOption;
import io.leadloop.cli.ExitCode;
import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.store.Store;
import io.leadloop.sync.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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
        "Exit codes: 0 stopped by SIGTERM or Ctrl-C, 2 the configuration is wrong, 3 the store cannot be used.")
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final String SQLITE = "jdbc:sqlite:";

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private RoutesOption routes = new RoutesOption();

  @Override
  public Integer call() throws InterruptedException {
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
    if (!Files.isDirectory(routes.folder())) {
      System.err.println(
          "run: there is no folder "
              + routes.folder()
              + " with the routes; start in the folder of the installation, or name it by --routes.");
      return ExitCode.USAGE;
    }
    Store store =
        Store.open(Path.of(config.settings().store().jdbcUrl().substring(SQLITE.length())));
    Daemon daemon =
        new Daemon(config, secrets, store, routes.folder(), InstantSource.system())
            .watching(source);
    Stop.whenAsked(daemon::close);
    daemon.start();
    boolean watching =
        store.read(handle -> Mode.of(daemon.state().facts(), handle)) == Mode.WATCHING;
    LOG.info(
        watching
            ? "Ready. Watching only: nothing is written before: leadloop go. What would be written: leadloop plan --all"
            : "Ready.");
    return Stop.await();
  }
}
