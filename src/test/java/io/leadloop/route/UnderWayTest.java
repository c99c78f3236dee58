package io.leadloop.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Real routes: none begins any more, and one that hangs is cut off before Camel is stopped. */
class UnderWayTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final UnderWay underWay = new UnderWay();
  private final AtomicInteger turns = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch cutOff = new CountDownLatch(1);

  private DefaultCamelContext started(String timer, Runnable turn) throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.addRoutePolicyFactory(underWay);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Exception.class).handled(true);
            from("scheduler:" + timer + "?delay=1&initialDelay=0")
                .process(
                    exchange -> {
                      turns.incrementAndGet();
                      begun.countDown();
                      turn.run();
                    });
          }
        });
    camel.start();
    assertThat(begun.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return camel;
  }

  @Test
  void afterTheLastTurnNoOtherBegins() throws Exception {
    try (DefaultCamelContext camel = started("quick", () -> {})) {
      underWay.beginNoMore(camel);
      assertThat(underWay.awaitEnd(LONG)).isTrue();
      // One that had looked at its timer just before may still come.
      int most = turns.get() + 1;
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      assertThat(turns.get()).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void oneThatHangsIsWaitedForAndThenInterrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Runnable hang =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            cutOff.countDown();
          }
        };
    try (DefaultCamelContext camel = started("hanging", hang)) {
      underWay.beginNoMore(camel);
      assertThat(underWay.awaitEnd(Duration.ofMillis(50))).isFalse();
      assertThat(cutOff.getCount()).isEqualTo(1);
      underWay.interrupt();
      assertThat(underWay.awaitEnd(LONG)).isTrue();
      assertThat(cutOff.getCount()).isZero();
    }
  }
}
