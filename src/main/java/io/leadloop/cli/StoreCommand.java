package io.leadloop.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leadloop store}. */
@Command(
    name = "store",
    description = "Backs up, verifies or moves the store.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer =
        "Exit codes: 0 done; 1 tried and failed; 2 the command line or the configuration is wrong; 3 the store cannot be used.")
final class StoreCommand implements Runnable {
  @Spec private CommandSpec command = CommandSpec.create();

  private StoreCommand() {}

  /** This command with the commands below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new StoreCommand())
        .addSubcommand(new StoreBackupCommand(surroundings))
        .addSubcommand(new StoreVerifyCommand(surroundings))
        .addSubcommand(new StoreMoveCommand(surroundings));
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(), "Say what to do with the store: backup, verify or move.");
  }
}
