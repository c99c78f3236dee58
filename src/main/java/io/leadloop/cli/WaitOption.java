package io.leadloop.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for the daemon. */
final class WaitOption {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long to wait for the answer of a daemon that runs (default: ${DEFAULT-VALUE}).")
  private int seconds = 120;

  Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
