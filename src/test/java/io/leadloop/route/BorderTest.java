package io.leadloop.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another configuration takes over between two rounds, and is not forgotten when it cannot. */
class BorderTest {
  private final Border border = new Border();
  private final List<String> done = new ArrayList<>();

  @Test
  void aChangeThatFailsIsTriedAtTheNextBorder() {
    border.atNext(
        () -> {
          done.add("tried");
          if (done.size() == 1) {
            throw new StoreException("store-locked", "the store is locked", null);
          }
        });
    assertThatThrownBy(border::cross).hasMessage("the store is locked");
    border.cross();
    border.cross();
    assertThat(done).containsExactly("tried", "tried");
  }

  @Test
  void aChangeThatCanNeverBeDoneIsDroppedAndHoldsNothingUp() {
    border.atNext(
        () -> {
          done.add("tried");
          throw new IllegalArgumentException("no such zone");
        });
    border.passUnlessNear(() -> done.add("held up"));
    border.cross();
    border.cross();
    border.passUnlessNear(() -> done.add("sweep"));
    assertThat(done).containsExactly("tried", "sweep");
  }

  @Test
  void aLookAtTheFieldsGivesWayToAChangeAndKeepsOneFromHappeningUnderIt() {
    Configuration configuration =
        new Configuration(
            () -> {},
            () -> {
              done.add("look");
              border.atNext(() -> done.add("change"));
              Thread crossing = new Thread(border::cross);
              crossing.start();
              join(crossing);
              done.add("end of the look");
            },
            border);
    configuration.look();
    configuration.look();
    assertThat(done).containsExactly("look", "end of the look");
    border.cross();
    assertThat(done).containsExactly("look", "end of the look", "change");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
