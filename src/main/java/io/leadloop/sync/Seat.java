package io.leadloop.sync;

import io.leadloop.store.Lease;
import io.leadloop.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place from which a connection is written. Holds the lease, and with it the loop; a
 * process that does not get the lease waits as a standby and has no loop. Thread-safe.
 */
public final class Seat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final State state;
  private final LongFunction<Loop> loops;
  private final String holder;
  private final Duration lease;
  private final InstantSource clock;
  private final OtherHolder others;
  private @Nullable Loop loop;
  private long epoch;
  private boolean standbyTold;

  /**
   * @param loops makes the loop of an epoch
   * @param holder who takes the lease, for a person
   */
  public Seat(
      State state, LongFunction<Loop> loops, String holder, Duration lease, InstantSource clock) {
    this.state = state;
    this.loops = loops;
    this.holder = holder;
    this.lease = lease;
    this.clock = clock;
    this.others = new OtherHolder(lease);
  }

  /** The loop, while this process holds the lease. */
  public synchronized Optional<Loop> loop() {
    return Optional.ofNullable(loop);
  }

  /** Takes the lease or keeps it; called more often than the lease is long. */
  public synchronized void keep() {
    if (loop != null) {
      try {
        state
            .store()
            .run(handle -> state.lease().renew(handle, epoch, clock.instant().plus(lease)));
      } catch (StoreException e) {
        if (!e.code().equals("store-lost-lease")) {
          throw e;
        }
        LOG.warn("{} This process stands by.", e.getMessage());
        loop = null;
      }
      return;
    }
    Optional<Lease.Held> taken = take();
    if (taken.isEmpty()) {
      if (!standbyTold) {
        String other =
            state
                .store()
                .read(handle -> state.lease().current(handle))
                .map(Lease.Held::holder)
                .orElse("?");
        LOG.info(
            "Standing by: {} runs this connection. This process takes over when it ends.", other);
        standbyTold = true;
      }
      return;
    }
    standbyTold = false;
    epoch = taken.get().epoch();
    loop = loops.apply(epoch);
  }

  private Optional<Lease.Held> take() {
    Optional<Lease.Held> seen = state.store().read(handle -> state.lease().current(handle));
    if (seen.isPresent() && !others.isGone(seen.get(), clock.instant(), System.nanoTime())) {
      return Optional.empty();
    }
    return state
        .store()
        .write(
            handle ->
                state
                    .lease()
                    .take(
                        handle,
                        holder,
                        clock.instant(),
                        lease,
                        held -> seen.isPresent() && held.equals(seen.get())));
  }

  /** Makes the loop anew, under the lease that is held: for a configuration that changed. */
  public synchronized void renew() {
    if (loop != null) {
      loop = loops.apply(epoch);
    }
  }

  /** Gives the lease back; where the store cannot be reached it lapses by itself. */
  @Override
  public synchronized void close() {
    if (loop == null) {
      return;
    }
    loop = null;
    try {
      state.store().run(handle -> state.lease().release(handle, epoch));
    } catch (StoreException e) {
      LOG.warn("The lease was not given back, and lapses by itself: {}", e.getMessage());
    }
  }
}
