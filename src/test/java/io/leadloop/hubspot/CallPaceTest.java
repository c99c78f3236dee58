package io.leadloop.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallPaceTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void callsThatWereSavedUpNeverGoOverTheLimit() {
    CallPace pace = new CallPace(new HubSpotSettings.Limit(2, LONG), SHORT);
    for (int call = 0; call < 2; call++) {
      Objects.requireNonNull(pace.enter()).leave();
    }
    assertThat(pace.enter()).isNull();
  }

  @Test
  void aTurnThatIsFarOffIsNotWaitedFor() {
    CallPace pace = new CallPace(new HubSpotSettings.Limit(1, LONG), SHORT);
    assertThat(pace.awaitTurn()).isTrue();
    assertThat(pace.awaitTurn()).isFalse();
  }

  @Test
  void withoutALimitNothingWaits() {
    CallPace pace = new CallPace(HubSpotSettings.Limit.NONE, SHORT);
    for (int call = 0; call < 1_000; call++) {
      assertThat(pace.awaitTurn()).isTrue();
      assertThat(pace.enter()).isNotNull();
    }
  }
}
