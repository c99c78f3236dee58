package io.leadloop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void oneRunIsItself() {
    ObjectNode told = Median.of(List.of(run(100, 7)));
    assertThat(told.has(Median.SPREAD)).isFalse();
    assertThat(told.get("recordsPerSecond").asDouble()).isEqualTo(100);
  }

  @Test
  void threeRunsAreTheMiddleOneOfEachFigureAndItsSpread() {
    ObjectNode told = Median.of(List.of(run(300, 9), run(100, 8), run(200, 7)));
    assertThat(told.get("recordsPerSecond").asDouble()).isEqualTo(200);
    assertThat(told.get("latencyMillis").get("p50").asLong()).isEqualTo(8);
    assertThat(told.get(Median.SPREAD).get("recordsPerSecond")).hasToString("[100.0,300.0]");
    assertThat(told.get(Median.SPREAD).get("latencyMillis").get("p50")).hasToString("[7,9]");
  }

  @Test
  void whatNoRunKnowsStaysUnknown() {
    ObjectNode told = Median.of(List.of(run(1, 1), run(2, 2)));
    assertThat(told.get("limitShare").isNull()).isTrue();
    assertThat(told.get("recordsPerSecond").asDouble()).isEqualTo(1.5);
  }

  private static SyncFigures run(double recordsPerSecond, long p50) {
    SyncFigures.PerVendor calls = new SyncFigures.PerVendor(6, 3, 8);
    @Nullable Double unknown = null;
    return new SyncFigures(
        1_000,
        new SyncFigures.CallsPerThousand(calls, calls, calls),
        1,
        1,
        recordsPerSecond,
        SyncFigures.FirstLoad.of(1_000, 2),
        new SyncFigures.LatencyMillis(p50, p50, p50),
        1,
        1,
        1L,
        1,
        1,
        unknown,
        new SyncFigures.EmptySweep(2, 9, 3));
  }
}
