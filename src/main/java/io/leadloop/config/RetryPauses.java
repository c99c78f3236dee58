package io.leadloop.config;

import java.time.Duration;

/**
 * How long a refused record rests before it is tried again; each pause is four times the one
 * before.
 */
public record RetryPauses(Duration first, Duration most) {
  private static final int GROWTH = 4;

  /**
   * @param tries how often it was tried already; from 1
   */
  public Duration after(int tries) {
    Duration pause = first;
    for (int i = 1; i < tries && pause.compareTo(most) < 0; i++) {
      pause = pause.multipliedBy(GROWTH);
    }
    return pause.compareTo(most) < 0 ? pause : most;
  }
}
