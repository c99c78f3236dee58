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
      paramLabel = "FILE",
      description = "The file of the store (default: as config/leadloop.yaml says).")
  private @Nullable Path store;

  @Option(names = "--json", description = "Answer with one JSON object.")
  private boolean json;

  Path config() {
    return config.folder();
  }

  /** Null when the configuration says where it is. */
  @Nullable Path store() {
    return store;
  }

  boolean json() {
    return json;
  }

  Screen screen() {
    return new Screen(
        command.name(), command.commandLine().getOut(), command.commandLine().getErr(), json);
  }
}
