package io.leadloop.cli;

import io.leadloop.store.Lease;
import io.leadloop.store.StoreException;
import io.leadloop.sync.State;
import io.leadloop.sync.WritePermit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Holding the lease for as long as one command takes. A daemon that is started meanwhile stands by
 * and takes over once this is closed; a process that is killed loses the lease by itself.
 */
final class Tenure implements AutoCloseable {
  private final State state;
  private final long epoch;
  private final ScheduledExecutorService renewing;
  private final OnInterrupt onInterrupt;

  private Tenure(
      State state, long epoch, ScheduledExecutorService renewing, OnInterrupt onInterrupt) {
    this.state = state;
    this.epoch = epoch;
    this.renewing = renewing;
    this.onInterrupt = onInterrupt;
  }

  /** Takes the lease; empty when another process holds it. */
  static Optional<Tenure> take(State state, String holder, Duration duration, InstantSource clock) {
    Optional<Lease.Held> held =
        state
            .store()
            .write(handle -> state.lease().take(handle, holder, clock.instant(), duration));
    return held.map(lease -> keep(state, lease.epoch(), duration, clock));
  }

  private static Tenure keep(State state, long epoch, Duration duration, InstantSource clock) {
    ScheduledExecutorService renewing =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "lease");
              thread.setDaemon(true);
              return thread;
            });
    long periodMillis = Math.max(1, duration.toMillis() / 3);
    // A renewal that fails ends the series: the lease lapses, and what follows is fenced off.
    var unused =
        renewing.scheduleAtFixedRate(
            () ->
                state
                    .store()
                    .run(
                        handle ->
                            state.lease().renew(handle, epoch, clock.instant().plus(duration))),
            periodMillis,
            periodMillis,
            TimeUnit.MILLISECONDS);
    return new Tenure(state, epoch, renewing, OnInterrupt.run(() -> release(state, epoch)));
  }

  /**
   * Whether the lease is still ours.
   *
   * @throws StoreException with code {@code store-lost-lease} when another process took over
   */
  void check() {
    WritePermit.of(state, epoch).check();
  }

  private static void release(State state, long epoch) {
    state.store().run(handle -> state.lease().release(handle, epoch));
  }

  @Override
  public void close() {
    onInterrupt.close();
    renewing.shutdownNow();
    release(state, epoch);
  }
}
