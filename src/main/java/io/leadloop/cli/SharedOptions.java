package io.leadloop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every command has. */
final class SharedOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--store",
      paramLabel = "FILE|URL",
      description =
          "The file of the store, or its JDBC address (default: as config/leadloop.yaml says).")
  private @Nullable String store;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  Path config() {
    return config.folder();
  }

  /** Null when the configuration says where it is. */
  @Nullable String store() {
    return store;
  }

  boolean json() {
    return json;
  }

  Screen screen() {
    // Without the name of the program: "store move", not "leadloop store move" and not "move".
    String name = command.qualifiedName();
    return new Screen(
        name.substring(name.indexOf(' ') + 1),
        command.commandLine().getOut(),
        command.commandLine().getErr(),
        json);
  }
}
