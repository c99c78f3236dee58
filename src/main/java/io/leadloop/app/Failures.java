package io.leadloop.app;

import io.leadloop.cli.ExitCode;
import io.leadloop.route.ManagementServer;
import io.leadloop.sandbox.LoadProblems;
import io.leadloop.sandbox.PortInUse;
import io.leadloop.store.StoreException;
import io.leadloop.sync.CrmException;
import picocli.CommandLine;

/** Says in one line why a command failed, and ends it with the right code. */
final class Failures {
  private Failures() {}

  static int told(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String name = command.getCommandName();
    if (failure instanceof StoreException e) {
      System.err.println(name + ": " + e.getMessage());
      return ExitCode.STORE;
    }
    if (failure instanceof PortInUse
        || failure instanceof ManagementServer.AddressTaken
        || failure instanceof CrmException) {
      System.err.println(name + ": " + failure.getMessage());
      return ExitCode.FAILED;
    }
    if (failure instanceof LoadProblems) {
      System.err.println(failure.getMessage());
      return ExitCode.USAGE;
    }
    System.err.println(name + ": a fault of this program stopped it: " + failure);
    failure.printStackTrace();
    return ExitCode.FAILED;
  }
}
