package io.leadloop.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All problems as a person reads them: sorted by place, with a count at the end. */
public final class Report {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem problem) -> problem.place().file())
          .thenComparing(problem -> problem.place().line())
          .thenComparing(problem -> problem.place().column())
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  private Report() {}

  /** The problems in the order of their files and lines. */
  public static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(BY_PLACE).distinct().toList();
  }

  /**
   * Every problem, then {@code 2 problems in 1 file. Nothing was started.}; without errors the last
   * sentence is left out. Empty when there is no problem.
   */
  public static String of(List<Problem> problems) {
    if (problems.isEmpty()) {
      return "";
    }
    long files = problems.stream().map(problem -> problem.place().file()).distinct().count();
    boolean stops = problems.stream().anyMatch(Problem::isError);
    return sorted(problems).stream().map(Problem::text).collect(Collectors.joining("\n"))
        + "\n%s in %s.%s"
            .formatted(
                counted(problems.size(), "problem"),
                counted(files, "file"),
                stops ? " Nothing was started." : "");
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
