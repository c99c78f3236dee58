package io.leadloop.sync;

/**
 * Asked right before each call that changes something at a vendor. A process that was frozen, or
 * cut off from its store, for longer than its lease may wake up in the middle of a round: at most
 * the one call that was on its way goes out then, and none of those behind it.
 */
@FunctionalInterface
public interface WritePermit {
  /** For whoever needs none: a command or a test. */
  WritePermit GIVEN = () -> {};

  /**
   * Returns while the call may be made.
   *
   * @throws io.leadloop.store.StoreException when another process took over, or the store does not
   *     say; nothing more may be sent then, and the tokens in the records tell what was
   */
  void check();

  /** Of a process that holds the lease under an epoch. */
  static WritePermit of(State state, long epoch) {
    return () ->
        state
            .store()
            .read(
                handle -> {
                  state.lease().fence(handle, epoch);
                  return true;
                });
  }
}
