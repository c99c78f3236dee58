package io.leadloop.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;

/**
 * One store, opened: a SQLite file or a PostgreSQL database. Every commit is on the disk before it
 * returns, so that nothing that was committed is lost by a kill or a power cut. One connection
 * writes, several read; other processes may use the same store at the same time. Thread-safe.
 */
public final class Store implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final long REST_NANOS_FIRST = 1_000_000;
  private static final long REST_NANOS_MAX = 200_000_000;

  /** Of all stores of a process, because it keeps what it has parsed. */
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private final Dialect dialect;
  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;

  private Store(Dialect dialect) {
    this.dialect = dialect;
    writerPool = dialect.pool(true);
    readerPool = dialect.pool(false);
    writer = jdbi(writerPool, dialect.rowLock());
    reader = jdbi(readerPool, "");
  }

  /**
   * Opens a store, and makes or upgrades it where needed.
   *
   * @throws StoreException if it is no store of ours, is locked, cannot be reached, was written by
   *     a newer version, or was moved elsewhere
   */
  public static Store open(StoreAddress address) {
    Store store = openEvenMoved(address);
    Optional<Facts.Fact> moved = store.read(Moves::mark);
    if (moved.isPresent()) {
      store.close();
      throw Moves.moved(address.place(), moved.get());
    }
    return store;
  }

  /** The same for a file. */
  public static Store open(Path file) {
    return open(StoreAddress.file(file));
  }

  /** The same for those who want to look at a store that was left behind. */
  public static Store openEvenMoved(StoreAddress address) {
    Dialect dialect = Dialect.of(address);
    new Migrations(dialect).upToDate();
    return new Store(dialect);
  }

  /**
   * Opens a file that is up to date already, without syncing to the disk. For simulations: a crash
   * of the process loses nothing, a power cut may.
   */
  public static Store openUnsynced(Path file) {
    return new Store(new SqliteDialect(file, SQLiteConfig.SynchronousMode.OFF));
  }

  /**
   * Whether there is something at this address, which opening would not have to make.
   *
   * @throws StoreException if the database cannot be asked
   */
  public static boolean exists(StoreAddress address) {
    return Dialect.of(address).exists();
  }

  /** Where it is, for a person; never holds a user or a password. */
  public String place() {
    return dialect.place();
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Writes a consistent copy of all that is committed now, as a SQLite file that is a store itself.
   * Others may read and write meanwhile.
   *
   * @return the file
   * @throws StoreException if there is such a file already, or it cannot be written
   */
  public Path backUp(Path file) {
    return Backup.write(dialect, file, new Migrations(dialect).version());
  }

  /** The same under a name with version and time, in the usual folder for backups. */
  public Path backUp(Instant now) {
    return backUp(dialect.backup(new Migrations(dialect).version(), now));
  }

  /** The backups in the usual folder, under their usual names; others are known to nobody here. */
  public List<Path> backups() {
    return Backup.all(dialect.backup("0", Instant.EPOCH));
  }

  /** Whether one of these texts is among the bytes of a file, whatever the case of its letters. */
  public static boolean holds(Path file, Collection<String> texts) {
    return Scrub.holds(file, texts);
  }

  /**
   * What became of deleted rows in the bytes that a store is made of.
   *
   * @param isOurs whether the store is a file of ours, which was written anew; the files of a
   *     database server are not
   * @param isLeft whether a text is still in it, because other people's rows hold it
   */
  public record Scrubbed(boolean isOurs, boolean isLeft) {}

  /**
   * Makes sure that deleted texts are gone from the bytes on the disk, not only from the tables.
   * The file is written anew: that needs its size again on the disk, and other processes that write
   * wait meanwhile.
   *
   * @throws StoreException when the file could not be had
   */
  public Scrubbed scrub(Collection<String> texts) {
    return dialect.scrub(texts);
  }

  /** Reads; several may at once. */
  public <T> T read(Function<Handle, T> work) {
    return patiently(() -> reader.withHandle(work::apply));
  }

  /**
   * Runs a transaction that writes. The outcome is as if no other transaction had run meanwhile;
   * where another stood in the way the whole transaction is run again, so the work must not act on
   * anything but the handle.
   *
   * @throws StoreException with code {@code store-locked} when others stood in the way for too long
   */
  public <T> T write(Function<Handle, T> work) {
    return patiently(() -> writer.inTransaction(work::apply));
  }

  private <T> T patiently(Supplier<T> work) {
    long begun = System.nanoTime();
    for (int tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (JdbiException e) {
        if (!dialect.isWorthRepeating(e)) {
          throw explained(e);
        }
        if (System.nanoTime() - begun >= PATIENCE.toNanos()) {
          throw new StoreException(
              "store-locked",
              "The store %s is locked by another process for more than %d seconds. A process that hangs or is frozen keeps its lock until it ends: end it."
                  .formatted(dialect.place(), PATIENCE.toSeconds()),
              e);
        }
        rest(tries);
      }
    }
  }

  /** Two that stood in each other's way must not do so again in step. */
  private static void rest(int tries) {
    long most = Math.min(REST_NANOS_MAX, REST_NANOS_FIRST << Math.min(tries, 10));
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /** Like {@link #write} for work without a result. */
  public void run(Consumer<Handle> work) {
    write(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  private RuntimeException explained(JdbiException failure) {
    StoreException explained = dialect.explained(failure);
    return explained == null ? failure : explained;
  }

  @Override
  public void close() {
    writerPool.close();
    readerPool.close();
  }

  /** A failed statement must not tell its arguments: they are people's data. */
  private static Jdbi jdbi(HikariDataSource pool, String rowLock) {
    Jdbi jdbi = Jdbi.create(pool);
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    jdbi.registerArgument(new PlainText());
    jdbi.define(Lease.ROW_LOCK, rowLock);
    return jdbi;
  }
}
