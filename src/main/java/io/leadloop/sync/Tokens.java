package io.leadloop.sync;

import io.leadloop.store.Counters;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Makes the tokens that are written into records: {@code <store id>-<epoch>-<sequence>}, both
 * numbers padded, so that tokens of one store sort by age.
 */
final class Tokens {
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
      long first = Counters.reserve(handle, connection, "token", howMany);
      for (long sequence = first; sequence < first + howMany; sequence++) {
        tokens.add("%s-%06d-%012d".formatted(storeId, epoch, sequence));
      }
    }
    return tokens;
  }
}
