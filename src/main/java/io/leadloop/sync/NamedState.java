package io.leadloop.sync;

import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A state that a connection may be in besides its mode. Each has a name, is kept in the store, so
 * that a restart does not forget it, and says in a sentence why it holds.
 */
public enum NamedState {
  /** The store is an older copy that was put back; ends by itself once both sides were read. */
  RESTORED,
  /** Another store's daemon writes the same accounts; ends when an admin says resume. */
  FOREIGN_STORE,
  /** More was about to be written than the brakes let through; ends when an admin says resume. */
  BRAKED,
  /** There is hardly any room left on the store's disk; ends by itself once there is. */
  DISK_FULL,
  /**
   * A side does not say what this store wrote there last, so nobody knows whether the store is an
   * older copy; ends by itself with its answer.
   */
  STORE_UNCHECKED;

  /** The name: {@code foreign-store}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nothing more is written until an admin says resume. */
  public boolean stops() {
    return this == FOREIGN_STORE || this == BRAKED;
  }

  /** Why it holds, and since when; empty when it does not. */
  public Optional<Facts.Fact> in(KnownFacts known) {
    return known.standing(fact());
  }

  /**
   * @param why one sentence without personal data
   */
  void begin(Facts facts, Handle handle, String why, Instant now) {
    facts.set(handle, fact(), why, now);
  }

  /** Ends it; does nothing where it does not hold. */
  public void end(Facts facts, Handle handle, Instant now) {
    if (in(facts.known(handle)).isPresent()) {
      facts.set(handle, fact(), "", now);
    }
  }

  /** The fact that says why it holds; blank or missing where it does not. */
  public String fact() {
    return "state." + word();
  }
}
