package io.leadloop.cli;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** All commands that need no sandbox. */
public final class Commands {
  private Commands() {}

  /**
   * The commands {@code check}, {@code setup}, {@code status}, {@code plan}, {@code go}, {@code
   * resume}, {@code explain}, {@code journal}, {@code alerts}, {@code retry}, {@code erase} and
   * {@code store}, to be added to picocli's command line.
   *
   * @param accounts how to come to both accounts where no daemon runs
   */
  public static List<Object> all(Accounts accounts, InstantSource clock) {
    return all(accounts, clock, System.getenv(), Terminal.ofProcess());
  }

  /** The same with other secrets and another person at the keyboard. */
  public static List<Object> all(
      Accounts accounts, InstantSource clock, Map<String, String> environment, Terminal terminal) {
    return all(new Surroundings(accounts, clock, environment, terminal));
  }

  static List<Object> all(Surroundings surroundings) {
    return List.of(
        new CheckCommand(surroundings),
        new SetupCommand(surroundings),
        new StatusCommand(surroundings),
        new PlanCommand(surroundings),
        new GoCommand(surroundings),
        new ResumeCommand(surroundings),
        new ExplainCommand(surroundings),
        new JournalCommand(surroundings),
        new AlertsCommand(surroundings),
        new RetryCommand(surroundings),
        new EraseCommand(surroundings),
        StoreCommand.line(surroundings));
  }
}
