package io.leadloop.cli;

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
          try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
            Settings settings = workplace.config().settings();
            StatusReport status =
                new StatusReader(
                        settings.connection(),
                        workplace.state(),
                        settings.schedule().sweepEvery(),
                        surroundings.clock())
                    .read();
            screen.answer(status, StatusText.of(status));
            return ExitCode.OK;
          }
        });
  }
}
