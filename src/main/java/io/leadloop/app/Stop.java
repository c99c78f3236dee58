package io.leadloop.app;

import io.leadloop.cli.ExitCode;
import java.util.concurrent.CountDownLatch;

/**
 * How a command that runs until it is stopped ends: what is open is closed, and the exit code says
 * that all is well.
 */
final class Stop {
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
                  close.run();
                  Runtime.getRuntime().halt(ExitCode.OK);
                },
                "stop"));
  }

  /** Waits for the end. */
  static int await() throws InterruptedException {
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }
}
