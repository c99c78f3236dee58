package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Settings;
import io.leadloop.ops.StatusReader;
import io.leadloop.ops.StatusReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leadloop status}. */
@Command(
    name = "status",
    description = {
      "How the connection is doing: mode, lease, sweeps, inbox, who waits, what was written.",
      "Reads the store alone, so it works while the daemon runs, while it does not, and offline."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 shown, whatever it says; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class StatusCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(
        () -> {
          Loaded loaded = ConfigLoader.load(options.config());
          try (Workplace workplace = workplace(loaded)) {
            Settings settings = workplace.config().settings();
            StatusReport status =
                new StatusReader(
                        settings.connection(),
                        workplace.state(),
                        settings.schedule().sweepEvery(),
                        surroundings.clock())
                    .read();
            if (loaded.config() == null && status.holder() == null) {
              throw new ConfigFailure(loaded.problems());
            }
            if (!loaded.problems().isEmpty() && status.config().isEmpty()) {
              screen.notice(Report.of(loaded.problems()));
            }
            screen.answer(status, StatusText.of(status));
            return ExitCode.OK;
          }
        });
  }

  /** A wrong configuration is no reason to say nothing where a daemon goes on with an older one. */
  private Workplace workplace(Loaded loaded) {
    Config config = loaded.config();
    if (config != null) {
      return Workplace.openExisting(config, options, surroundings);
    }
    try {
      return Workplace.openExisting(
          ConfigLoader.withoutCheck(options.config())
              .orElseThrow(() -> new ConfigFailure(loaded.problems())),
          options,
          surroundings);
    } catch (CommandFailure e) {
      throw new ConfigFailure(loaded.problems());
    }
  }
}
