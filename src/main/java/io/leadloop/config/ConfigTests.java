package io.leadloop.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests that stand beside a mapping ({@code mappings/leads_test.yaml}). */
public final class ConfigTests {
  private ConfigTests() {}

  /**
   * What came of it.
   *
   * @param run how many tests were run; 0 when there is no file of tests
   * @param problems one for each test that failed or cannot be run
   */
  public record Outcome(int run, List<Problem> problems) {
    public Outcome {
      problems = Report.sorted(problems);
    }
  }

  /**
   * Runs every test through the same planner as the loop. Never throws for what an admin wrote.
   *
   * @param directory from which the configuration was loaded
   */
  public static Outcome run(Config config, Path directory) {
    Path path = directory.resolve(FileSpec.TESTS.path());
    if (!Files.exists(path)) {
      return new Outcome(0, List.of());
    }
    List<Problem> problems = new ArrayList<>();
    List<Tree.Branch> tests =
        YamlFile.read(path, TestsFile.SHAPE, problems)
            .map(file -> file.branches("tests"))
            .orElse(List.of());
    if (problems.isEmpty()) {
      tests.forEach(test -> new MappingExample(config, test, problems).run());
    }
    return new Outcome(tests.size(), problems);
  }
}
