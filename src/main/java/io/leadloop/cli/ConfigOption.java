package io.leadloop.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration is, the same for every command. */
public final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      defaultValue = "config",
      description = "The folder of the configuration (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("config");

  public Path folder() {
    return folder;
  }
}
