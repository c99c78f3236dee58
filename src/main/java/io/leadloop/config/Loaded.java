package io.leadloop.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of loading the configuration.
 *
 * @param config null when there is an error among the problems
 * @param problems in the order of files and lines; warnings too
 */
public record Loaded(@Nullable Config config, List<Problem> problems) {
  public Loaded {
    problems = Report.sorted(problems);
  }
}
