package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A first load gives way first, people's edits last, and all of it goes on by itself. */
class DailyBudgetTest {
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final DailyBudget budget = new DailyBudget(() -> now);

  private List<Lane> let() {
    return Arrays.stream(Lane.values()).filter(budget::lets).toList();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void whoWaitsLeastStopsFirst() {
    assertThat(let()).hasSize(4);
    budget.left(2_100, 10_000);
    assertThat(let()).hasSize(4);
    budget.left(2_000, 10_000);
    assertThat(let()).containsExactly(Lane.EXPRESS, Lane.LIVE, Lane.REPAIR);
    budget.left(1_000, 10_000);
    assertThat(let()).containsExactly(Lane.EXPRESS, Lane.LIVE);
    budget.left(500, 10_000);
    assertThat(let()).containsExactly(Lane.EXPRESS);
    assertThat(budget.why()).isEqualTo("95 % of the calls of this day are used");
  }

  @Test
  void theVendorsNewDayIsFoundOut() {
    budget.left(0, 10_000);
    assertThat(let()).containsExactly(Lane.EXPRESS);
    pass(Duration.ofMinutes(10));
    assertThat(let()).as("one asks").hasSize(4);
    budget.left(9_999, 10_000);
    assertThat(let()).hasSize(4);
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyWaiting() {
    budget.left(0, 10_000);
    pass(Duration.ofHours(-2));
    assertThat(let()).as("one asks").hasSize(4);
  }

  @Test
  void aRefusalStopsAllForAWhile() {
    budget.spent();
    assertThat(let()).isEmpty();
    assertThat(budget.why()).isEqualTo("the calls of this day are spent");
    pass(Duration.ofSeconds(30));
    assertThat(let()).hasSize(4);
  }
}
