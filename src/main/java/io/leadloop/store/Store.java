package io.leadloop.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One embedded SQLite store, opened. Write-ahead log with a sync on every commit, so that nothing
 * that was committed is lost by a kill or a power cut. One connection writes, several read; other
 * processes may use the same file at the same time. Thread-safe.
 */
public final class Store implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;
  private static final int BUSY_TRIES_MAX = 5;
  private static final int READERS = 4;

  private final Path file;
  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;

  private Store(Path file, SQLiteConfig.SynchronousMode synchronous) {
    this.file = file;
    writerPool = pool(file, synchronous, SQLiteConfig.TransactionMode.IMMEDIATE, 1);
    readerPool = pool(file, synchronous, SQLiteConfig.TransactionMode.DEFERRED, READERS);
    writer = jdbi(writerPool);
    reader = jdbi(readerPool);
  }

  /**
   * Opens a store, and makes or upgrades it where needed.
   *
   * @throws StoreException if the file is no store of ours, is locked, or was written by a newer
   *     version
   */
  public static Store open(Path file) {
    StoreFile.prepare(file);
    return new Store(file, SQLiteConfig.SynchronousMode.FULL);
  }

  /**
   * Opens a store that is up to date already, without syncing to the disk. For simulations: a crash
   * of the process loses nothing, a power cut may.
   */
  public static Store openUnsynced(Path file) {
    return new Store(file, SQLiteConfig.SynchronousMode.OFF);
  }

  public Path file() {
    return file;
  }

  /** Reads; several may at once. */
  public <T> T read(Function<Handle, T> work) {
    return reader.withHandle(work::apply);
  }

  /**
   * Runs a transaction that writes. It takes the write lock at its start; when another process
   * holds it for too long the whole transaction is run again, so the work must not act on anything
   * but the handle.
   *
   * @throws StoreException with code {@code store-locked} when the lock cannot be had
   */
  public <T> T write(Function<Handle, T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return writer.inTransaction(work::apply);
      } catch (JdbiException e) {
        if (!isBusy(e)) {
          throw e;
        }
        if (tries == BUSY_TRIES_MAX) {
          throw new StoreException(
              "store-locked",
              "The store %s is locked by another process for more than %d seconds."
                  .formatted(file, BUSY_MILLIS * BUSY_TRIES_MAX / 1000),
              e);
        }
      }
    }
  }

  /** Like {@link #write} for work without a result. */
  public void run(Consumer<Handle> work) {
    write(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  @Override
  public void close() {
    writerPool.close();
    readerPool.close();
  }

  /** A failed statement must not tell its arguments: they are people's data. */
  private static Jdbi jdbi(HikariDataSource pool) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return jdbi;
  }

  private static boolean isBusy(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException e
          && (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY
              || e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT
              || e.getResultCode() == SQLiteErrorCode.SQLITE_LOCKED)) {
        return true;
      }
      if (cause instanceof SQLException e && e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code) {
        return true;
      }
    }
    return false;
  }

  private static HikariDataSource pool(
      Path file,
      SQLiteConfig.SynchronousMode synchronous,
      SQLiteConfig.TransactionMode transactions,
      int size) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(synchronous);
    sqlite.setLockingMode(SQLiteConfig.LockingMode.NORMAL);
    sqlite.setTransactionMode(transactions);
    sqlite.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setIdleTimeout(0);
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(-1);
    config.setPoolName(transactions.name().toLowerCase(Locale.ROOT));
    return new HikariDataSource(config);
  }
}
