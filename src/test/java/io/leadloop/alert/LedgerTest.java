package io.leadloop.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One message when a state begins, one when it ends, none for what comes and goes. */
class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration HOLD = Duration.ofMinutes(2);

  private Ledger ledger = Ledger.EMPTY;

  private List<String> look(long seconds, boolean down) {
    return look(seconds, "live", down);
  }

  /** What is newly told after that many seconds. */
  private List<String> look(long seconds, String mode, boolean down) {
    List<Condition> conditions =
        List.of(
            new Condition("mode", mode, "Mode.", ""),
            Condition.of("vendor-down.hubspot", down, "Down.", "Wait.", "Up."));
    int before = ledger.letters().size();
    ledger = ledger.look("main", conditions, List.of("mail"), HOLD, START.plusSeconds(seconds));
    return ledger.letters().subList(before, ledger.letters().size()).stream()
        .map(letter -> letter.alert().state() + " " + letter.alert().summary())
        .toList();
  }

  @Test
  void aTroubleIsToldOnceWhenItHeldAndOnceWhenItEnded() {
    assertThat(look(0, true)).isEmpty();
    assertThat(look(119, true)).isEmpty();
    assertThat(look(120, true)).containsExactly("began Down.");
    assertThat(look(900, true)).isEmpty();
    assertThat(ledger.standing()).containsExactly("vendor-down.hubspot");
    assertThat(look(1000, false)).isEmpty();
    assertThat(look(1120, false)).containsExactly("ended Up.");
    assertThat(look(2000, false)).isEmpty();
    assertThat(ledger.standing()).isEmpty();
  }

  @Test
  void whatComesAndGoesIsNotTold() {
    for (int minute = 0; minute < 60; minute++) {
      assertThat(look(minute * 60L, minute % 2 == 0)).isEmpty();
    }
  }

  @Test
  void aTroubleThatPausesForAMomentIsNotToldTwice() {
    look(0, true);
    assertThat(look(120, true)).hasSize(1);
    assertThat(look(150, false)).isEmpty();
    assertThat(look(160, true)).isEmpty();
    assertThat(look(1000, true)).isEmpty();
  }

  @Test
  void theFirstModeIsNoNewsAndTheNextOneIs() {
    assertThat(look(0, "watching", false)).isEmpty();
    assertThat(look(600, "watching", false)).isEmpty();
    assertThat(look(700, "live", false)).isEmpty();
    assertThat(look(820, "live", false)).containsExactly("changed Mode.");
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    for (int i = 0; i < 3 * Ledger.LETTERS_MAX; i++) {
      look(i * 200L, i / 2 % 2 == 0);
    }
    assertThat(ledger.letters()).hasSize(Ledger.LETTERS_MAX);
  }
}
