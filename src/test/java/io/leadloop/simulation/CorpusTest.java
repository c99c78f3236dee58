package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Histories that broke a promise as long as the loop had a certain fault: those that the simulation
 * found, and those of mutants, under the name of the mutant that has the fault again. They are
 * replayed first of all by {@link SimulationTest}.
 */
class CorpusTest {
  @Test
  void holdsWhatWasFound() {
    assertThat(Corpus.names()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void choicesComeBackFromTheirText() {
    Choices choices = Choices.parse("# what was wrong\nstep: 0 6 1 0\n\nedit between: 5\n");
    assertThat(choices.of("step")).containsExactly(0, 6, 1);
    assertThat(choices.size()).isEqualTo(3);
    assertThat(Choices.parse(choices.text())).isEqualTo(choices);
  }
}
