package io.leadloop.setup;

import java.util.List;

/**
 * What is to be done, in this order, and what is left to a person.
 *
 * @param steps empty when nothing is to be done
 */
public record SetupPlan(List<Step> steps, List<Told> told) {
  public SetupPlan {
    steps = List.copyOf(steps);
    told = List.copyOf(told);
  }
}
