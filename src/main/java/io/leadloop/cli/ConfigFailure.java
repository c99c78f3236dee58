package io.leadloop.cli;

import io.leadloop.config.Problem;
import java.util.List;

/** The configuration or the secrets keep a command from starting. */
final class ConfigFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ConfigFailure(List<Problem> problems) {
    super("the configuration is wrong", null, false, false);
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
