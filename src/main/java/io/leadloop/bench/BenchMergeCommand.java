package io.leadloop.bench;

import io.leadloop.cli.ConfigOption;
import io.leadloop.cli.ExitCode;
import io.leadloop.ops.Office;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop bench merge}: the pure core, by JMH. */
@Command(
    name = "merge",
    description = {
      "Measures on one core how many fields the core merges in a second, with the mapping of the configuration",
      "and Java as the launcher starts it for the daemon; once the decisions alone (merge), and once the whole plan."
    },
    mixinStandardHelpOptions = true,
    footer = "Exit codes: 0 measured; 1 it could not be measured; 2 the command line is wrong.")
final class BenchMergeCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--millis",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How long one iteration takes (default: ${DEFAULT-VALUE}).")
  private long millis = 1_000;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many there are, after as many to warm up (default: ${DEFAULT-VALUE}).")
  private int iterations = 5;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "In how many processes, one after the other; 0 for this one (default: ${DEFAULT-VALUE}).")
  private int forks = 2;

  @Option(names = "--json", description = "Prints one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      int fields = MergeBenchmark.mapping(config.folder()).rules().size();
      Map<String, Long> told = new LinkedHashMap<>();
      told.put("fieldsPerLead", (long) fields);
      Collection<RunResult> results = run();
      for (RunResult result : results) {
        Result<?> primary = result.getPrimaryResult();
        told.put(primary.getLabel() + "FieldsPerSecond", Math.round(primary.getScore() * fields));
        double error = primary.getScoreError();
        if (!Double.isNaN(error)) {
          told.put(primary.getLabel() + "Error", Math.round(error * fields));
        }
      }
      System.out.println(json ? Office.json(told) : text(told));
      return ExitCode.OK;
    } catch (BenchFailure | RunnerException e) {
      System.err.println("bench: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private Collection<RunResult> run() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(MergeBenchmark.class.getName().replace(".", "\\.") + "\\..*")
            .param("config", config.folder().toAbsolutePath().toString())
            .threads(1)
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .jvmArgs(DaemonOptions.daemon(List.of()).toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(json ? VerboseMode.SILENT : VerboseMode.NORMAL);
    return new Runner(options.build()).run();
  }

  private static String text(Map<String, Long> told) {
    StringBuilder text = new StringBuilder();
    told.forEach((what, figure) -> text.append("%-24s %,d%n".formatted(what, figure)));
    return text.toString();
  }
}
