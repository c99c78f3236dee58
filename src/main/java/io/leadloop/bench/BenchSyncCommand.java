package io.leadloop.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.cli.Accounts;
import io.leadloop.cli.ConfigOption;
import io.leadloop.cli.ExitCode;
import io.leadloop.ops.Office;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leadloop bench sync}: the whole product between two local vendors. */
@Command(
    name = "sync",
    description = {
      "Starts a local HubSpot and a local Salesforce in one process and the daemon in another, and measures",
      "a first load, a mass edit on each side, and edits one by one. What each figure means: docs/performance.md"
    },
    mixinStandardHelpOptions = true,
    footer =
        "Exit codes: 0 measured; 1 it could not be measured, or a call was over a limit; 2 the command line is wrong.")
final class BenchSyncCommand implements Callable<Integer> {
  private static final int EDITS_USUAL = 10_000;

  private final Accounts accounts;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--routes",
      paramLabel = "DIR",
      defaultValue = "routes",
      description = "The folder with the routes (default: ${DEFAULT-VALUE}).")
  private Path routes = Path.of("routes");

  @Option(
      names = "--leads",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many are created (default: ${DEFAULT-VALUE}).")
  private int leads = 1_000;

  @Option(
      names = "--edits",
      paramLabel = "N",
      description = "How many are then edited at once on each side (default: all, up to 10,000).")
  private @Nullable Integer edits;

  @Option(
      names = "--singles",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many edits are made one by one on each side (default: ${DEFAULT-VALUE}).")
  private int singles = 100;

  @Option(
      names = "--limits",
      paramLabel = "real|off",
      defaultValue = "off",
      description = "The vendors' limits on calls (default: ${DEFAULT-VALUE}).")
  private LimitsWord limits = LimitsWord.off;

  @Option(
      names = "--sweep-every",
      paramLabel = "MILLIS",
      defaultValue = "10000",
      description = "How often the daemon asks what changed (default: ${DEFAULT-VALUE}).")
  private long sweepEveryMillis = 10_000;

  @Option(
      names = "--lag",
      paramLabel = "MILLIS",
      defaultValue = "2000",
      description = "How late the vendors show a change at most (default: ${DEFAULT-VALUE}).")
  private long lagMillis = 2_000;

  @Option(
      names = "--repeat",
      paramLabel = "K",
      defaultValue = "1",
      description = "Measures so often and tells the median and the spread.")
  private int repeat = 1;

  @Option(
      names = "--beside-script",
      description =
          "Compares with a plain script instead: how many edits each loses, and how much it writes needlessly.")
  private boolean besideScript;

  @Option(
      names = "--daemon-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "More options of Java for the daemon, such as \"-Xmx160m\".")
  private String daemonOptions = "";

  @Option(names = "--json", description = "Prints one JSON object and nothing else.")
  private boolean json;

  BenchSyncCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The words of {@code --limits}. */
  enum LimitsWord {
    real,
    off
  }

  @Override
  public Integer call() throws InterruptedException {
    if (leads < 2 || repeat < 1) {
      throw new ParameterException(
          command.commandLine(), "--leads must be at least 2, and --repeat at least 1.");
    }
    try {
      return besideScript ? compare() : measure();
    } catch (BenchFailure e) {
      System.err.println("bench: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private int compare() throws InterruptedException {
    List<Comparison.Row> rows = Comparison.measure(options());
    say(rows, () -> FiguresText.comparison(rows));
    return ExitCode.OK;
  }

  private int measure() throws InterruptedException {
    List<SyncResult> results = new ArrayList<>();
    for (int run = 0; run < repeat; run++) {
      results.add(SyncRun.measure(options(), accounts));
    }
    ObjectNode told = Median.of(results.stream().map(SyncResult::figures).toList());
    say(told, () -> FiguresText.of(told, results));
    long refused = results.stream().mapToLong(SyncResult::refused).sum();
    if (refused > 0) {
      System.err.println("bench: " + refused + " calls were over a limit of HubSpot's");
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private void say(Object figures, Supplier<String> text) {
    System.out.println(json ? Office.json(figures) : text.get());
  }

  private SyncOptions options() {
    int edited = edits == null ? Math.min(leads, EDITS_USUAL) : Math.min(leads, edits);
    List<String> java =
        daemonOptions.isBlank() ? List.of() : List.of(daemonOptions.trim().split("\\s+"));
    return new SyncOptions(
        leads,
        edited,
        singles,
        limits == LimitsWord.real,
        Duration.ofMillis(sweepEveryMillis),
        Duration.ofMillis(lagMillis),
        config.folder(),
        routes,
        java);
  }
}
