package io.leadloop.store;

import io.leadloop.lead.Snapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one side of a settled link, besides the values of its mapped fields.
 *
 * @param print the fingerprint of the whole record as it was read; null before the first settlement
 * @param modifiedAt the vendor's time of that state; an older row of a lagging index is no news
 * @param token the token of our last acknowledged write; null when we never wrote the record
 */
public record Shown(@Nullable String print, Instant modifiedAt, @Nullable String token) {
  public static final Shown NOTHING = new Shown(null, Instant.EPOCH, null);

  /** Of a record that an old store wrote once and does not remember. */
  static final Shown FORGOTTEN = new Shown(null, Instant.EPOCH.plusMillis(1), null);

  /** What this snapshot shows. */
  public static Shown of(Snapshot snapshot, @Nullable String token) {
    return new Shown(snapshot.fingerprint(), snapshot.modifiedAt(), token);
  }

  /** The same of a record that takes this one's place, and whose time is another's. */
  public Shown of(@Nullable String otherToken) {
    return new Shown(print, isForgotten() ? FORGOTTEN.modifiedAt : Instant.EPOCH, otherToken);
  }

  /** The same, of which nobody knows any more what the record showed. */
  Shown forgotten() {
    return new Shown(
        null, modifiedAt.isAfter(Instant.EPOCH) ? modifiedAt : FORGOTTEN.modifiedAt, token);
  }

  /** Whether the record was settled once, and nobody knows any more on what. */
  boolean isForgotten() {
    return print == null && modifiedAt.isAfter(Instant.EPOCH);
  }
}
