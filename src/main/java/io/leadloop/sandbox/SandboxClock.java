package io.leadloop.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The sandbox's time: the wall clock plus an offset that a person may move, so that a daily limit
 * or a night passes in an instant. Thread-safe.
 */
public final class SandboxClock implements InstantSource {
  private final InstantSource wall;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  /** A clock that starts at the machine's own time. */
  public SandboxClock() {
    this(InstantSource.system());
  }

  /** A clock over {@code wall}, which tests may hold still. */
  public SandboxClock(InstantSource wall) {
    this.wall = wall;
  }

  @Override
  public Instant instant() {
    return wall.instant().plus(offset.get());
  }

  /** Moves the clock by {@code step}; a negative step moves it back. */
  public void advance(Duration step) {
    offset.updateAndGet(now -> now.plus(step));
  }

  /** Sets the clock so that it reads {@code target} now and runs on from there. */
  public void set(Instant target) {
    offset.set(Duration.between(wall.instant(), target));
  }
}
