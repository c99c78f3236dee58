package io.leadloop.app;

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
    System.exit(commandLine().execute(arguments));
  }

  /** All commands. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new SandboxCommand());
    line.addSubcommand(new RunCommand());
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
