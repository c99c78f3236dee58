package io.leadloop.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class CallWindowTest {
  private static final int CALLS_MAX = 5;
  private static final Duration LENGTH = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Calls of three threads arrive at any time between their sending and their answer. */
  @Test
  void noWindowOfTheReceiverSeesMoreThanAreAllowed() throws Exception {
    CallWindow window = new CallWindow(CALLS_MAX, LENGTH);
    List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        Random random = new Random(thread);
        running.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < 20; call++) {
                    CallWindow.Place place = entered(window);
                    LockSupport.parkNanos(random.nextInt(30_000_000));
                    arrivals.add(System.nanoTime());
                    LockSupport.parkNanos(random.nextInt(30_000_000));
                    place.leave();
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    List<Long> sorted = arrivals.stream().sorted().toList();
    assertThat(sorted).hasSize(60);
    for (int i = CALLS_MAX; i < sorted.size(); i++) {
      assertThat(sorted.get(i) - sorted.get(i - CALLS_MAX))
          .isGreaterThanOrEqualTo(LENGTH.toNanos());
    }
  }

  @Test
  void aCallThatWouldNotFitInTimeIsNotMade() {
    CallWindow window = new CallWindow(1, LONG);
    CallWindow.Place place = entered(window);
    assertThat(window.enter(Duration.ofMillis(1))).isNull();
    place.leave();
    assertThat(window.enter(Duration.ofMillis(1))).isNull();
  }

  @Test
  void aPlaceIsLeftOnce() {
    CallWindow window = new CallWindow(2, LONG);
    CallWindow.Place place = entered(window);
    place.leave();
    place.leave();
    CallWindow.Place last = entered(window);
    assertThat(window.enter(Duration.ofMillis(1))).isNull();
    last.leave();
    assertThat(window.enter(Duration.ofMillis(1))).isNull();
  }

  @Test
  void anInterruptedThreadGetsNoPlace() {
    CallWindow window = new CallWindow(1, LONG);
    entered(window).leave();
    Thread.currentThread().interrupt();
    assertThat(window.enter(LONG.multipliedBy(2))).isNull();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void withoutALimitThereIsNoWait() {
    CallWindow window = new CallWindow(0, LONG);
    for (int call = 0; call < 1_000; call++) {
      entered(window).leave();
    }
  }

  private static CallWindow.Place entered(CallWindow window) {
    return Objects.requireNonNull(window.enter(LONG.multipliedBy(2)));
  }
}
