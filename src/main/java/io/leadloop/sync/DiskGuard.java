package io.leadloop.sync;

import io.leadloop.store.JournalRow;
import io.leadloop.store.Room;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a connection before the disk of its store is full, while the store can still say why: what
 * cannot be stored must not be sent. It goes on by itself when there is room again. Thread-safe.
 */
final class DiskGuard {
  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

  private final State state;
  private final long leftMebibytesMin;
  private final InstantSource clock;
  private @Nullable Boolean told;

  /**
   * @param leftMebibytesMin below which nothing more is done; 0 for never
   */
  DiskGuard(State state, long leftMebibytesMin, InstantSource clock) {
    this.state = state;
    this.leftMebibytesMin = leftMebibytesMin;
    this.clock = clock;
  }

  /**
   * Whether there is room for more work. Says so where that changed.
   *
   * @throws io.leadloop.store.StoreException when the disk is so full that not even this is stored
   */
  synchronized boolean hasRoom() {
    OptionalLong left =
        leftMebibytesMin == 0 ? OptionalLong.empty() : Room.leftMebibytes(state.store());
    boolean enough = left.isEmpty() || left.getAsLong() >= leftMebibytesMin;
    if (told == null || told != enough) {
      tell(enough, left.orElse(0));
      told = enough;
    }
    return enough;
  }

  private void tell(boolean enough, long leftMebibytes) {
    boolean known = NamedState.DISK_FULL.in(state.store().read(state.facts()::known)).isPresent();
    if (known != enough) {
      return;
    }
    Instant now = clock.instant();
    String why =
        enough
            ? "There is room on the store's disk again."
            : "%d MiB are left on the store's disk, less than store.free_mib_min (%d)."
                .formatted(leftMebibytes, leftMebibytesMin);
    if (enough) {
      LOG.info("{}", why);
    } else {
      LOG.error("{} Nothing is read or written until there is more.", why);
    }
    state
        .store()
        .run(
            handle -> {
              if (enough) {
                NamedState.DISK_FULL.end(state.facts(), handle, now);
              } else {
                NamedState.DISK_FULL.begin(state.facts(), handle, why, now);
              }
              state.journal().append(handle, List.of(entry(enough, why, now)));
            });
  }

  private static JournalRow entry(boolean enough, String why, Instant now) {
    return new JournalRow(
        0,
        now,
        null,
        "store",
        null,
        enough ? "go-on" : "stop",
        "store",
        null,
        NamedState.DISK_FULL.word(),
        why,
        List.of());
  }
}
