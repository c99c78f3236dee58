package io.leadloop.sync;

import org.jdbi.v3.core.Handle;

/**
 * Keeps a process that slept and woke from writing: whoever lost the lease meanwhile must not say
 * what was read, or how far.
 */
interface Fence {
  /** For a command, which runs without a lease. */
  Fence NONE = handle -> {};

  /**
   * First in a transaction that writes.
   *
   * @throws io.leadloop.store.StoreException with code {@code store-lost-lease}
   */
  void check(Handle handle);

  /** Of a process that holds the lease under this epoch. */
  static Fence of(State state, long epoch) {
    return handle -> state.lease().fence(handle, epoch);
  }
}
