package io.leadloop.sync;

import io.leadloop.store.Counters;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Makes the tokens that are written into records. Their epoch is that of the lease, and what was
 * {@link #skipPast skipped} on top: a store that was put back from a backup counts on where the one
 * that was lost had come to.
 */
final class Tokens {
  private static final String SEQUENCE = "token";
  private static final String EPOCHS_SKIPPED = "token.epochs-skipped";

  private final String connection;
  private final String storeId;
  private final long epoch;

  Tokens(String connection, String storeId, long epoch) {
    this.connection = connection;
    this.storeId = storeId;
    this.epoch = epoch;
  }

  List<String> next(Handle handle, int howMany) {
    List<String> tokens = new ArrayList<>();
    if (howMany > 0) {
      long now = epoch + Counters.current(handle, connection, EPOCHS_SKIPPED);
      long first = Counters.reserve(handle, connection, SEQUENCE, howMany);
      for (long sequence = first; sequence < first + howMany; sequence++) {
        tokens.add(new Token(storeId, now, sequence).text());
      }
    }
    return tokens;
  }

  /** The last token that this store made, as far as it knows: the greatest that may be seen. */
  Token last(Handle handle) {
    return new Token(
        storeId,
        epoch + Counters.current(handle, connection, EPOCHS_SKIPPED),
        issued(handle, connection));
  }

  /** How many tokens this store made, as far as it knows. */
  static long issued(Handle handle, String connection) {
    return Counters.current(handle, connection, SEQUENCE);
  }

  /** Makes every later token greater than this one, so that none is ever made twice. */
  void skipPast(Handle handle, Token seen) {
    Counters.raise(handle, connection, SEQUENCE, seen.sequence());
    Counters.raise(handle, connection, EPOCHS_SKIPPED, seen.epoch() + 1 - epoch);
  }
}
