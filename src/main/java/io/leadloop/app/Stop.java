package io.leadloop.app;

import io.leadloop.cli.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a command that runs until it is stopped ends: what is open is closed, and the exit code says
 * that all is well.
 */
final class Stop {
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /** Service managers wait 10 seconds and more before they kill. */
  private static final Duration CLOSE_MAX = Duration.ofSeconds(9);

  private Stop() {}

  /**
   * Closes when the process is asked to end (Ctrl-C, SIGTERM), and ends it with code 0 instead of
   * the signal's.
   */
  static void whenAsked(Runnable close) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Thread closing = new Thread(close, "close");
                  closing.setDaemon(true);
                  closing.start();
                  waitFor(closing);
                  Runtime.getRuntime().halt(ExitCode.OK);
                },
                "stop"));
  }

  private static void waitFor(Thread closing) {
    try {
      closing.join(CLOSE_MAX.toMillis());
      if (closing.isAlive()) {
        LOG.warn("Stopped before all was closed; the next start finds what is open.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end. */
  static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
