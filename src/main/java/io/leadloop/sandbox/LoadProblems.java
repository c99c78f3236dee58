package io.leadloop.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the files to load, at once. Nothing was loaded. */
public final class LoadProblems extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<LoadProblem> problems;

  /** All of {@code problems}, which are at least one. */
  public LoadProblems(List<LoadProblem> problems) {
    super(
        problems.stream().map(LoadProblem::toString).collect(Collectors.joining("\n"))
            + "\n%d problem%s. Nothing was loaded."
                .formatted(problems.size(), problems.size() == 1 ? "" : "s"));
    this.problems = List.copyOf(problems);
  }

  /** The problems in the order of their places. */
  public List<LoadProblem> problems() {
    return problems;
  }
}
