package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.ConfigTests;
import io.leadloop.config.Loaded;
import io.leadloop.config.Problem;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.sync.Vendors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop check}. */
@Command(
    name = "check",
    description =
        "Looks for every problem of the configuration at once, and runs the tests beside the mapping. Starts nothing, writes nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 no problem, warnings at most; 1 an account could not be asked; 2 the command line or the configuration is wrong.")
final class CheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Option(
      names = "--live",
      description =
          "Ask both accounts too: each field exists, fits, can be written, and knows the words it is given.")
  private boolean live;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> check(screen));
  }

  private int check(Screen screen) {
    Loaded loaded = ConfigLoader.load(options.config());
    List<Problem> problems = new ArrayList<>(loaded.problems());
    List<Problem> troubles = List.of();
    int testsRun = 0;
    Config config = loaded.config();
    if (config != null) {
      ConfigTests.Outcome tests = ConfigTests.run(config, options.config());
      testsRun = tests.run();
      problems.addAll(tests.problems());
      if (live) {
        troubles = live(config, problems);
      }
    }
    int exitCode =
        problems.stream().anyMatch(Problem::isError)
            ? ExitCode.USAGE
            : troubles.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(troubles);
    tell(screen, exitCode, all, config, testsRun);
    return exitCode;
  }

  /**
   * @param problems takes what the configuration says and an account does not have
   * @return accounts that could not be asked
   */
  private List<Problem> live(Config config, List<Problem> problems) {
    Secrets.Found found = Secrets.read(config.settings(), surroundings.environment());
    Secrets secrets = found.secrets();
    if (secrets == null) {
      problems.addAll(found.problems());
      return List.of();
    }
    try (Progress progress = Progress.of(surroundings, "check");
        Vendors vendors =
            surroundings.accounts().open(config, secrets, (side, operation, lane, outcome) -> {})) {
      progress.say("asking both accounts");
      LiveAccounts.Outcome outcome = LiveAccounts.check(config, vendors);
      problems.addAll(outcome.misfits());
      return outcome.troubles();
    }
  }

  private void tell(
      Screen screen, int exitCode, List<Problem> problems, @Nullable Config config, int testsRun) {
    if (!problems.isEmpty()) {
      screen.notice(Report.of(problems));
    }
    int lines = config == null ? 0 : config.mapping().rules().size();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("ok", exitCode == ExitCode.OK);
    object.put("live", live);
    object.put("lines", lines);
    object.put("testsRun", testsRun);
    object.put("problems", Report.sorted(problems).stream().map(Screen::problem).toList());
    String fine =
        "%s is right: %d lines of mapping, %d test%s of it passed.%s"
            .formatted(
                options.config(),
                lines,
                testsRun,
                testsRun == 1 ? "" : "s",
                live
                    ? " Both accounts have every field it names."
                    : " Not asked: the accounts (--live).");
    if (screen.json()) {
      screen.object(object);
    } else if (exitCode == ExitCode.OK) {
      screen.line(fine);
    }
  }
}
