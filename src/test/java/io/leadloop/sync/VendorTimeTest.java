package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is known of a vendor's time without trusting our own clock. */
class VendorTimeTest {
  private static final Instant THERE = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant HERE = Instant.parse("2026-11-21T15:30:00Z");

  private final VendorTime time = new VendorTime(THERE, HERE);

  private static Instant here(long seconds) {
    return HERE.plusSeconds(seconds);
  }

  @Test
  void whatPassesHerePassesThere() {
    assertThat(time.reached(here(60))).isEqualTo(THERE.plusSeconds(60));
    assertThat(time.reached(here(200))).isEqualTo(THERE.plusSeconds(200));
  }

  @Test
  void aLaterTimeThatWasSeenCountsFromThenOn() {
    time.saw(THERE.plusSeconds(3_600), here(60));
    assertThat(time.reached(here(90))).isEqualTo(THERE.plusSeconds(3_630));
    time.saw(THERE, here(90));
    assertThat(time.reached(here(90))).isEqualTo(THERE.plusSeconds(3_630));
  }

  @Test
  void aClockThatIsSetForwardIsBelievedAFewMinutesAndNoMore() {
    assertThat(time.reached(HERE.plus(Duration.ofHours(8))))
        .isEqualTo(THERE.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aClockThatIsSetBackTakesNothingBack() {
    assertThat(time.reached(here(60))).isEqualTo(THERE.plusSeconds(60));
    assertThat(time.reached(here(-3_600))).isEqualTo(THERE.plusSeconds(60));
    assertThat(time.reached(here(-3_590))).isEqualTo(THERE.plusSeconds(70));
  }
}
