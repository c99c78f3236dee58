package io.leadloop.sync;

import io.leadloop.lead.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends {@link NamedState#STORE_UNCHECKED}: the state in which nobody knows yet whether
 * the store is an older copy, because a side could not be asked for the greatest token. Nothing is
 * written meanwhile. Told by its name, since the sweeps may go on as if all were well: a vendor may
 * answer every question but this one, where its token field has no index or is hidden from our
 * user. Ends by itself, with the first answer. Used by one thread; what it keeps is read by any.
 */
final class StoreUnchecked {
  private static final Logger LOG = LoggerFactory.getLogger(StoreUnchecked.class);

  private static final Duration PASSING_MAX = Duration.ofMinutes(1);

  private final State state;
  private final Fence fence;
  private final InstantSource clock;
  private @Nullable Instant failingSince;

  StoreUnchecked(State state, Fence fence, InstantSource clock) {
    this.state = state;
    this.fence = fence;
    this.clock = clock;
  }

  /**
   * A side could not be asked. What may pass by itself, and is told of the vendor anyway, is told
   * here only when it did not pass.
   */
  void begin(CrmException failure) {
    Instant now = clock.instant();
    Instant since = failingSince == null ? now : failingSince;
    failingSince = since;
    boolean mayPass =
        failure.kind() != CrmException.Kind.QUESTION
            && failure.kind() != CrmException.Kind.PERMISSION;
    if (mayPass && Duration.between(since, now).abs().compareTo(PASSING_MAX) < 0) {
      return;
    }
    Side side = failure.side();
    if (keep(
        "%s does not say what this store wrote there last, so nobody knows whether the store is an older copy that was put back: %s [%s %s]"
            .formatted(side.label(), failure.getMessage(), failure.kind(), failure.code()))) {
      LOG.atWarn()
          .addKeyValue("side", side.word())
          .addKeyValue("kind", failure.kind())
          .addKeyValue("code", failure.code())
          .log(
              "{} Nothing is written until it answers; it is asked again by itself.",
              failure.getMessage());
    }
  }

  /** Both sides answered. */
  void end() {
    failingSince = null;
    if (keep("")) {
      LOG.info("Both sides said what this store wrote there last.");
    }
  }

  /**
   * Whether it is news; what was known already keeps its time.
   *
   * @param why empty where it holds no more
   */
  private boolean keep(String why) {
    String known =
        state.store().read(state.facts()::known).value(NamedState.STORE_UNCHECKED.fact());
    if (known.equals(why)) {
      return false;
    }
    Instant now = clock.instant();
    state
        .store()
        .run(
            handle -> {
              fence.check(handle);
              NamedState.STORE_UNCHECKED.begin(state.facts(), handle, why, now);
            });
    return true;
  }
}
