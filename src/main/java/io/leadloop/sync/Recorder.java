package io.leadloop.sync;

import java.time.InstantSource;

/**
 * Records what a round did, in one transaction: baselines move, intents go, the journal is written,
 * and an inbox row is deleted only if nothing asked for another look since it was claimed.
 */
public final class Recorder {
  private final Rules rules;
  private final State state;
  private final LoopSettings settings;
  private final Directory directory;
  private final long epoch;
  private final InstantSource clock;
  private final RoundLog log;

  public Recorder(
      Rules rules,
      State state,
      LoopSettings settings,
      Directory directory,
      long epoch,
      InstantSource clock,
      RoundLog log) {
    this.rules = rules;
    this.state = state;
    this.settings = settings;
    this.directory = directory;
    this.epoch = epoch;
    this.clock = clock;
    this.log = log;
  }

  /**
   * @throws io.leadloop.store.StoreException when another process took over; what was written is
   *     found by its tokens
   */
  public void record(AppliedBatch batch) {
    if (batch.applied().isEmpty()) {
      return;
    }
    Recorded recorded =
        state
            .store()
            .write(
                handle -> {
                  state.lease().fence(handle, epoch);
                  Page page = new Page(rules, state, directory, settings, handle, clock.instant());
                  page.add(batch);
                  page.write();
                  state.volumes().addWindow(handle, batch.window(), clock.instant());
                  return page.recorded(batch.window());
                });
    log.recorded(recorded);
  }
}
