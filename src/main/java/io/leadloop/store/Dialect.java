package io.leadloop.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the two databases. All other SQL is one text for both. Immutable and
 * thread-safe.
 */
sealed interface Dialect permits SqliteDialect, PostgresDialect {
  /** The dialect of an address. */
  static Dialect of(StoreAddress address) {
    return address.isFile() ? SqliteDialect.of(address.file()) : new PostgresDialect(address);
  }

  /** Where the store is, for a person. */
  String place();

  /** Whether somebody made something there; it may still be no store of ours. */
  boolean exists();

  /**
   * Makes sure that a store can be there, before its tables are looked at.
   *
   * @throws StoreException when it cannot
   */
  void prepare();

  /** Connections of their own, outside of the pools. */
  DataSource connections();

  /**
   * The same for what may take any time: no answer is waited for in vain, however late it comes.
   */
  DataSource patientConnections();

  /** Which of the folders with migrations: {@code sqlite}, {@code postgresql}. */
  String migrations();

  /** Gives out the one connection that writes, or those that read. */
  HikariDataSource pool(boolean writes);

  /**
   * What a query ends with so that the row it found stays as it is until the transaction ends;
   * empty where a transaction that writes is alone anyway.
   */
  String rowLock();

  /** Whether the transaction failed only because of another one, and should be run again. */
  boolean isWorthRepeating(Throwable failure);

  /** What is the matter with the database and what to do; null for a fault of the work itself. */
  @Nullable StoreException explained(Throwable failure);

  /** What to do about tables of another program, as the end of a sentence. */
  String elsewhere();

  /** What the database says of its own soundness. */
  List<Finding> integrity(Handle handle);

  /** The name for a backup that nobody named. */
  Path backup(String version, Instant now);

  /**
   * Writes a consistent copy of everything, as a SQLite file; others may write meanwhile.
   *
   * @param version of the tables
   * @param file is there and empty
   */
  void copyTo(Path file, String version);

  /** See {@link Store#scrub}. */
  Store.Scrubbed scrub(Collection<String> texts);
}
