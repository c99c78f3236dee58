package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command says what it is for and what its exit codes mean. */
class HelpTest {
  private final Surroundings surroundings =
      new Surroundings(
          (config, secrets, calls) -> {
            throw new AssertionError("help needs no account");
          },
          InstantSource.system(),
          Map.of(),
          Terminal.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check", "setup", "status", "plan", "go", "resume", "explain", "journal", "alerts", "retry",
        "erase"
      })
  void everyCommandHasIt(String command) {
    CommandRun help = CommandRun.of(surroundings, command, "--help");
    assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(help.out())
        .contains("Usage: leadloop " + command)
        .contains("--config=DIR")
        .contains("--json")
        .contains("Exit codes: 0 ");
    assertThat(help.out()).as("no colours where no terminal is").doesNotContain("\u001b");
    CommandRun version = CommandRun.of(surroundings, command, "--version");
    assertThat(version.out()).startsWith("leadloop ");
    assertThat(version.exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "verify", "move"})
  void everyCommandOfTheStoreHasItToo(String command) {
    CommandRun help = CommandRun.of(surroundings, "store", command, "--help");
    assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(help.out())
        .contains("Usage: leadloop store " + command)
        .contains("--config=DIR")
        .contains("--json")
        .contains("Exit codes: 0 ");
    assertThat(CommandRun.of(surroundings, "store").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
