package io.leadloop.app;

import io.leadloop.bench.BenchCommand;
import io.leadloop.cli.Commands;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code leadloop COMMAND}. */
@Command(
    name = "leadloop",
    description = "Keeps leads in agreement between HubSpot and Salesforce.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try it without accounts:  leadloop demo",
      "Exit codes: 0 done, 1 tried and failed, 2 wrong command line or configuration, 3 the store cannot be used."
    })
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    if (arguments.length > 0 && arguments[0].equals("run")) {
      // Reading the command line takes a moment already.
      stop.listen();
    }
    int code = commandLine(stop).execute(arguments);
    stop.ended();
    System.exit(code);
  }

  /** All commands. */
  public static CommandLine commandLine() {
    return commandLine(new Stop());
  }

  private static CommandLine commandLine(Stop stop) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new SandboxCommand());
    line.addSubcommand(BenchCommand.line(Wiring::vendors));
    line.addSubcommand(new RunCommand(stop));
    Commands.all(Wiring::vendors, InstantSource.system()).forEach(line::addSubcommand);
    line.setExecutionExceptionHandler(Failures::told);
    return line;
  }

  /** The version that the jar was built as. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"leadloop " + (version == null ? "(not packaged)" : version)};
    }
  }
}
