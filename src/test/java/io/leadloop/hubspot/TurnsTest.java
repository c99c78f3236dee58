package io.leadloop.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void turnsComeAPeriodApart() {
    Duration period = Duration.ofMillis(20);
    Turns turns = Turns.every(period, 0, LONG);
    assertThat(turns.await()).isTrue();
    long first = System.nanoTime();
    for (int turn = 0; turn < 10; turn++) {
      assertThat(turns.await()).isTrue();
    }
    // The first turn was given before its time was read, so one period is left out.
    assertThat(System.nanoTime() - first).isGreaterThan(period.multipliedBy(9).toNanos());
  }

  @Test
  void noMoreTurnsAreSavedThanMayBe() {
    Duration period = Duration.ofMillis(100);
    int saved = 3;
    Turns turns = Turns.every(period, saved, LONG);
    assertThat(turns.await()).isTrue();
    // Longer than it takes to save as many turns as may be.
    Turns rest = Turns.every(period.multipliedBy(saved + 2), 0, LONG);
    assertThat(rest.await()).isTrue();
    assertThat(rest.await()).isTrue();
    long begun = System.nanoTime();
    for (int turn = 0; turn < 10; turn++) {
      assertThat(turns.await()).isTrue();
    }
    // Ten turns came since the rest: those that were saved, one that was due, the others in time.
    assertThat(System.nanoTime() - begun)
        .isGreaterThan(period.multipliedBy(10 - saved - 2).toNanos());
  }

  @Test
  void aTurnThatWouldComeTooLateIsNone() {
    Turns turns = Turns.every(LONG, 0, Duration.ofMillis(1));
    assertThat(turns.await()).isTrue();
    assertThat(turns.await()).isFalse();
  }

  @Test
  void withoutAPeriodThereIsNoWait() {
    Turns turns = Turns.unlimited();
    for (int turn = 0; turn < 1_000; turn++) {
      assertThat(turns.await()).isTrue();
    }
  }

  @Test
  void anInterruptedThreadGetsNoTurn() {
    Turns turns = Turns.unlimited();
    Thread.currentThread().interrupt();
    assertThat(turns.await()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
