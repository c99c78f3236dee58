package io.leadloop.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the routes are, for the commands that run them. */
final class RoutesOption {
  @Option(
      names = "--routes",
      paramLabel = "DIR",
      defaultValue = "routes",
      description = "The folder of the routes (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("routes");

  Path folder() {
    return folder;
  }
}
