package io.leadloop.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A route that does not turn is found out, one that works long is not. */
class PulseTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final Pulse pulse =
      new Pulse(Map.of("lease", Duration.ofSeconds(10), "sweep", Duration.ofMinutes(5)), () -> now);

  @Test
  void silenceOfAMinuteAndThreePeriodsIsToldInPlainWords() {
    now = now.plusSeconds(60);
    assertThat(pulse.silent()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(pulse.silent())
        .containsExactly(
            "The route lease has not turned for 61 seconds; it should every 10000 ms.");
    pulse.began("lease");
    pulse.ended("lease");
    assertThat(pulse.silent()).isEmpty();
    now = now.plus(Duration.ofMinutes(15));
    assertThat(pulse.silent()).hasSize(2);
  }

  @Test
  void aLongTurnIsNoSilenceForAnHour() {
    pulse.began("sweep");
    pulse.began("lease");
    now = now.plus(Duration.ofMinutes(60));
    assertThat(pulse.silent()).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    pulse.ended("lease");
    assertThat(pulse.silent())
        .containsExactly("The route sweep has been in one turn for 61 minutes.");
  }
}
