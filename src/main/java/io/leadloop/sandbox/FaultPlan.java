package io.leadloop.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What goes wrong on purpose, and when. The same plan with the same calls gives the same faults.
 *
 * @param seed of every chance
 */
public record FaultPlan(long seed, List<FaultRule> rules) {
  /** Nothing goes wrong. */
  public static final FaultPlan NONE = new FaultPlan(0, List.of());

  /**
   * Reads a plan from a YAML file.
   *
   * @throws LoadProblems with everything that is wrong in it
   */
  public static FaultPlan read(Path file) {
    List<LoadProblem> problems = new ArrayList<>();
    YamlTree yaml = new YamlTree(file, problems);
    return read(yaml, yaml.root(), problems);
  }

  /**
   * Reads a plan from YAML or JSON.
   *
   * @param name stands for the file in problems
   * @throws LoadProblems with everything that is wrong in it
   */
  public static FaultPlan parse(String name, String text) {
    List<LoadProblem> problems = new ArrayList<>();
    YamlTree yaml = new YamlTree(Path.of(name), problems);
    return read(yaml, yaml.root(text), problems);
  }

  private static FaultPlan read(YamlTree yaml, @Nullable Node root, List<LoadProblem> problems) {
    FaultPlan plan = root == null ? NONE : new FaultPlanFile(yaml).read(root);
    if (!problems.isEmpty()) {
      throw new LoadProblems(problems);
    }
    return plan;
  }

  /** The part of the plan that is for one vendor. */
  public FaultPlan forVendor(String vendor) {
    return new FaultPlan(
        seed,
        rules.stream()
            .filter(rule -> rule.vendor() == null || rule.vendor().equals(vendor))
            .toList());
  }
}
