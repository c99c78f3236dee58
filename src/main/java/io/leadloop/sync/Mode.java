package io.leadloop.sync;

import io.leadloop.store.Facts;
import io.leadloop.store.KnownFacts;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Whether a connection writes. */
public enum Mode {
  /** Looks and plans, writes nothing: the first state on real accounts. */
  WATCHING,
  /** Writes, since an admin said go. */
  LIVE;

  private static final String FACT = "mode";

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a connection; watching until somebody said go. */
  public static Mode of(KnownFacts known) {
    return known
        .get(FACT)
        .map(fact -> valueOf(fact.value().toUpperCase(Locale.ROOT)))
        .orElse(WATCHING);
  }

  /** Switches a connection. */
  public void set(Facts facts, Handle handle, Instant now) {
    facts.set(handle, FACT, word(), now);
  }
}
