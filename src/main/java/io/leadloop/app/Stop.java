package io.leadloop.app;

import io.leadloop.cli.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a command that runs until it is stopped ends: what is open is closed, and the exit code says
 * that all is well. Thread-safe.
 */
final class Stop {
  private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

  /** Service managers wait 10 seconds and more before they kill. */
  private static final Duration CLOSE_MAX = Duration.ofSeconds(9);

  private final AtomicReference<@Nullable Runnable> close = new AtomicReference<>();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();

  /**
   * From now on the process may be asked to end (Ctrl-C, SIGTERM): then it closes, and ends with
   * code 0 instead of the signal's. Called again, it does nothing.
   */
  Stop listen() {
    if (listening.compareAndSet(false, true)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }
    return this;
  }

  /** What is to be closed at the end; before this nothing is. */
  Stop closing(Runnable work) {
    close.set(work);
    return this;
  }

  /** The command ended by itself: the process keeps the exit code that it ends with. */
  void ended() {
    ended.set(true);
  }

  /** Whether the process was asked to end. */
  boolean isAsked() {
    return asked.get();
  }

  private void stop() {
    if (!ended.get()) {
      asked.set(true);
    }
    Runnable work = close.get();
    if (work != null) {
      Thread closing = new Thread(work, "close");
      closing.setDaemon(true);
      closing.start();
      waitFor(closing);
    } else if (asked.get()) {
      LOG.info("Stopped before it had started. Nothing was sent.");
    }
    if (asked.get()) {
      Runtime.getRuntime().halt(ExitCode.OK);
    }
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
