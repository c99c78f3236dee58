package io.leadloop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapsTest {
  private static final Caps CAPS = new Caps(new Volume(10, 20, 0, 30, 0));

  @Test
  void upToTheLimitIsAllowedAndNotOneMore() {
    assertThat(CAPS.refusal(new Volume(9, 0, 0, 0, 0), new Volume(1, 0, 0, 0, 0))).isEmpty();
    assertThat(CAPS.refusal(new Volume(10, 0, 0, 0, 0), new Volume(1, 0, 0, 0, 0)))
        .contains("caps.creates_per_hour is 10, and this would make 11 within the hour");
    assertThat(CAPS.refusal(new Volume(0, 20, 0, 0, 0), new Volume(0, 1, 0, 0, 0)))
        .contains("caps.changes_per_hour is 20, and this would make 21 within the hour");
    assertThat(
            new Caps(new Volume(-1, -1, -1, -1, 2)).refusal(Volume.NONE, new Volume(0, 0, 0, 3, 3)))
        .contains("caps.deletes_per_hour is 2, and this would make 3 within the hour");
    assertThat(CAPS.refusal(Volume.NONE, new Volume(0, 1, 1, 0, 0)))
        .contains("caps.clears_per_hour is 0, and this would make 1 within the hour");
  }

  @Test
  void aLimitThatIsReachedHoldsBackOnlyItsOwnKind() {
    assertThat(CAPS.refusal(new Volume(99, 0, 0, 0, 0), new Volume(0, 1, 0, 0, 0))).isEmpty();
  }

  @Test
  void offIsNoLimit() {
    assertThat(Caps.OFF.refusal(new Volume(1_000_000, 0, 0, 0, 0), new Volume(1, 1, 1, 0, 0)))
        .isEmpty();
  }
}
