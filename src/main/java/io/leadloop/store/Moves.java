package io.leadloop.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The mark that a store is left with when everything in it was moved to another one. */
final class Moves {
  /** Of the whole store and of no connection. */
  private static final Facts FACTS = new Facts("");

  private static final String MOVED_TO = "moved-to";
  private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  private Moves() {}

  /** Where the store went, and when; empty for one that is still in use. */
  static Optional<Facts.Fact> mark(Handle handle) {
    return FACTS.get(handle, MOVED_TO);
  }

  /**
   * Leaves the mark. A daemon of an older version does not look for it, but it knows leases: one
   * that never ends keeps it waiting.
   */
  static void leave(Handle handle, String place, Instant now) {
    FACTS.set(handle, MOVED_TO, place, now);
    handle
        .createUpdate("update lease set holder = :holder, expires_at = :never")
        .bind("holder", "the place to which the store was moved, " + place + ",")
        .bind("never", NEVER.toEpochMilli())
        .execute();
  }

  static StoreException moved(String from, Facts.Fact to) {
    return new StoreException(
        "store-moved",
        "The store %s was moved to %s at %s and is no longer kept up. Nothing was changed. Set store.url (config/leadloop.yaml) to the new place."
            .formatted(from, to.value(), to.at()),
        null);
  }
}
