package io.leadloop.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrakesTest {
  private static final Brakes BRAKES =
      new Brakes(
          new Limit(500, -1),
          new Limit(2000, 25),
          new Limit(100, 5),
          new Limit(50, 10),
          new Limit(10, 2),
          20);

  @Test
  void eitherLimitStops() {
    assertThat(BRAKES.refusal(new Volume(501, 0, 0, 0, 0), 1_000_000))
        .contains("brakes.creates.at_most is 500, and these are 501");
    assertThat(BRAKES.refusal(new Volume(0, 251, 0, 0, 0), 1_000))
        .contains("brakes.changes.share is 25 % of 1000 links, and these are 251");
    assertThat(BRAKES.refusal(new Volume(0, 0, 0, 30, 0), 40)).isPresent();
    assertThat(BRAKES.refusal(new Volume(0, 0, 0, 11, 11), 1_000_000))
        .contains("brakes.deletes.at_most is 10, and these are 11");
  }

  @Test
  void whatIsWithinBothIsLetThrough() {
    assertThat(BRAKES.refusal(new Volume(500, 250, 50, 50, 0), 1_000)).isEmpty();
  }

  @Test
  void aFewAreNeverTooGreatAShare() {
    assertThat(BRAKES.refusal(new Volume(0, 20, 20, 20, 0), 21)).isEmpty();
    assertThat(BRAKES.refusal(new Volume(0, 21, 0, 0, 0), 21)).isPresent();
  }

  @Test
  void offStopsNothing() {
    long most = Long.MAX_VALUE / 1_000;
    assertThat(Brakes.OFF.refusal(new Volume(most, most, most, most, 0), 1)).isEmpty();
  }
}
