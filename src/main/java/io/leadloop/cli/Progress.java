package io.leadloop.cli;

import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Shows on a terminal that something goes on and for how long already; silent elsewhere. */
final class Progress implements AutoCloseable {
  private static final long UNKNOWN = -1;
  private static final int UPDATE_MILLIS = 500;
  private static final int COLUMNS = 100;

  private final Optional<ProgressBar> bar;

  private Progress(Optional<ProgressBar> bar) {
    this.bar = bar;
  }

  /**
   * @param task what is being done, in a few words
   */
  static Progress of(Surroundings surroundings, String task) {
    if (!surroundings.terminal().isPresent()) {
      return new Progress(Optional.empty());
    }
    return new Progress(
        Optional.of(
            new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(UNKNOWN)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                .setRenderer(Progress::line)
                .clearDisplayOnFinish()
                .build()));
  }

  /** {@code plan: reading and planning, 12 s}: nobody knows how long it will take. */
  private static String line(ProgressState state, int columnsMax) {
    String step = state.getExtraMessage();
    String line =
        "%s: %s%s"
            .formatted(
                state.getTaskName(),
                step.isEmpty() ? "" : step + ", ",
                Plain.age(state.getElapsedAfterStart().toSeconds()));
    return Plain.cut(line, columnsMax);
  }

  /** Says what is being done now. */
  void say(String step) {
    bar.ifPresent(shown -> shown.setExtraMessage(step));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
