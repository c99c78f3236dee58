package io.leadloop.bench;

import io.leadloop.cli.Accounts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leadloop bench}. */
@Command(
    name = "bench",
    description = "Measures what a lead costs: calls, time, memory and space.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer =
        "Exit codes: 0 measured; 1 it could not be measured, or a call was over a limit; 2 the command line or the configuration is wrong.")
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec command = CommandSpec.create();

  private BenchCommand() {}

  /**
   * This command with the commands below it.
   *
   * @param accounts how to come to both accounts where no daemon runs
   */
  public static CommandLine line(Accounts accounts) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchSyncCommand(accounts))
        .addSubcommand(new BenchMergeCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Say what to measure: sync or merge.");
  }
}
