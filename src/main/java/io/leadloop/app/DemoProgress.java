package io.leadloop.app;

import io.leadloop.cli.Terminal;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how the first load goes on. */
final class DemoProgress {
  private static final int STILL_MAX = 16;
  private static final int LOOK_MILLIS = 250;

  private DemoProgress() {}

  /** Waits until no further lead arrives in Salesforce; shows progress on a terminal. */
  static void untilSettled(DemoCount count, long contacts) throws InterruptedException {
    boolean terminal = Terminal.ofProcess().isPresent();
    try (ProgressBar bar =
        terminal
            ? new ProgressBarBuilder()
                .setTaskName("Leads in Salesforce")
                .setInitialMax(contacts)
                .build()
            : null) {
      long last = -1;
      int still = 0;
      while (still < STILL_MAX) {
        long linked = count.linkedTotal();
        if (bar != null) {
          bar.stepTo(linked);
        }
        // The gate may hold some back, so arriving at the number of contacts is not the only end.
        still = linked == last && linked > 0 ? still + 1 : 0;
        last = linked;
        if (linked >= contacts) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }
}
