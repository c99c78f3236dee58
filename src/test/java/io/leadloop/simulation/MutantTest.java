package io.leadloop.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The list of faults follows the sources; whether each is caught, {@link Mutants} proves. */
class MutantTest {
  @Test
  void eachStandsInItsSource() {
    assertThat(Mutant.all()).hasSizeGreaterThanOrEqualTo(20);
    for (Mutant mutant : Mutant.all()) {
      assertThat(mutant.outOfDate()).as(mutant.name()).isEmpty();
    }
  }
}
