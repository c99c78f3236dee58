package io.leadloop.store;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Rows of the journal that a search found. The journal may be large, so it is searched while
 * everybody goes on writing; who then changes the rows, in a transaction, searches only those that
 * came since.
 *
 * @param ids their numbers
 * @param upTo the number of the last row that there was when the search began; numbers only grow
 */
public record JournalRows(Set<Long> ids, long upTo) {
  public JournalRows {
    ids = Set.copyOf(ids);
  }

  /** The number of the last row; 0 for none. */
  static long last(Handle handle, String connection) {
    return handle
        .createQuery("select coalesce(max(id), 0) from journal where connection = :connection")
        .bind("connection", connection)
        .mapTo(Long.class)
        .one();
  }
}
