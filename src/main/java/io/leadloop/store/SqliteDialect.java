package io.leadloop.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One file. Write-ahead log with a sync on every commit; a transaction that writes takes the lock
 * of the whole file when it begins, so there is one at a time, in all processes together.
 */
record SqliteDialect(Path file, SQLiteConfig.SynchronousMode synchronous) implements Dialect {
  private static final int BUSY_MILLIS = 5_000;
  private static final int READERS = 4;

  /**
   * After so many pages the log is moved into the file: 16 MB. A page that several transactions
   * changed meanwhile is moved once.
   */
  private static final int LOG_PAGES = 4_000;

  static SqliteDialect of(Path file) {
    return new SqliteDialect(file, SQLiteConfig.SynchronousMode.FULL);
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public boolean exists() {
    return Files.exists(file);
  }

  @Override
  public void prepare() {
    StoreFile.prepare(file);
  }

  @Override
  public DataSource connections() {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setBusyTimeout(BUSY_MILLIS);
    return source(sqlite, UnaryOperator.identity());
  }

  /** A file answers or fails; only for its lock it is waited for a while. */
  @Override
  public DataSource patientConnections() {
    return connections();
  }

  @Override
  public String migrations() {
    return "sqlite";
  }

  @Override
  public HikariDataSource pool(boolean writes) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(synchronous);
    sqlite.setLockingMode(SQLiteConfig.LockingMode.NORMAL);
    sqlite.setTransactionMode(
        writes ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
    sqlite.setBusyTimeout(BUSY_MILLIS);
    // Nobody asks for them, and the driver would look for them with each statement.
    sqlite.setGetGeneratedKeys(false);
    HikariConfig config = new HikariConfig();
    config.setDataSource(source(sqlite, KeptStatements::of));
    config.setMaximumPoolSize(writes ? 1 : READERS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(0);
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(-1);
    config.setPoolName(writes ? "writer" : "readers");
    return new HikariDataSource(config);
  }

  /**
   * @param given what becomes of a connection before it is given out
   */
  private DataSource source(SQLiteConfig sqlite, UnaryOperator<Connection> given) {
    // Deleted rows are overwritten where their page is written anyway. Pages that become free keep
    // their bytes until they are used again, or until an erasure writes the whole file anew; to
    // overwrite them with each transaction would cost the loop as many writes again.
    sqlite.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "fast");
    sqlite.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(LOG_PAGES));
    SQLiteDataSource source =
        new SQLiteDataSource(sqlite) {
          @Override
          public Connection getConnection() throws SQLException {
            return given.apply(super.getConnection());
          }
        };
    source.setUrl(StoreAddress.SQLITE + file);
    return source;
  }

  @Override
  public String rowLock() {
    return "";
  }

  @Override
  public boolean isWorthRepeating(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
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

  @Override
  public @Nullable StoreException explained(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException e && e.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
        return StoreException.full(place(), e);
      }
    }
    return null;
  }

  @Override
  public String elsewhere() {
    return "Name another file in store.path (config/leadloop.yaml).";
  }

  @Override
  public List<Finding> integrity(Handle handle) {
    return handle.createQuery("pragma integrity_check").mapTo(String.class).stream()
        .filter(line -> !line.equals("ok"))
        .map(
            line ->
                new Finding(
                    file.toString(),
                    "SQLite's check of the file says: " + line,
                    "Stop the daemon, keep this file, and go on with the newest backup that leadloop store verify finds sound."))
        .toList();
  }

  @Override
  public Path backup(String version, Instant now) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".db") ? name.substring(0, name.length() - 3) : name;
    return file.resolveSibling(Backup.name(stem, version, now));
  }

  @Override
  public void copyTo(Path to, String version) {
    try (Connection connection = connections().getConnection();
        PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
      vacuum.setString(1, to.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw StoreException.unusable(place(), e);
    }
  }

  @Override
  public Store.Scrubbed scrub(Collection<String> texts) {
    return new Scrub(this).away(texts);
  }
}
