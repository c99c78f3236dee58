package io.leadloop.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A database of a PostgreSQL server, which several machines may share. Transactions that write are
 * serializable, so they end as if one ran after the other, as they do in SQLite; where two would
 * not, the server ends one of them, and it is run again.
 */
record PostgresDialect(StoreAddress address) implements Dialect {
  private static final int READERS = 4;
  private static final int CONNECT_SECONDS = 10;
  private static final int SOCKET_SECONDS = 300;

  /** Serialization failure, deadlock, lock timeout. */
  private static final Set<String> REPEATED = Set.of("40001", "40P01", "55P03");

  /**
   * A transaction of a process that froze is ended by the server, or its lock on the lease would
   * keep every other process from taking over. A commit is on the disk when it is answered, however
   * the server is set.
   */
  private static final String SESSION =
      """
      select set_config('lock_timeout', '5s', false),
        set_config('idle_in_transaction_session_timeout', '15s', false),
        set_config('synchronous_commit', case current_setting('synchronous_commit')
          when 'off' then 'on' else current_setting('synchronous_commit') end, false)
      """;

  @Override
  public String place() {
    return address.place();
  }

  @Override
  public boolean exists() {
    try (Connection connection = connections().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select to_regclass('flyway_schema_history') is not null");
        ResultSet found = statement.executeQuery()) {
      return found.next() && found.getBoolean(1);
    } catch (SQLException e) {
      StoreException explained = explained(e);
      throw explained == null ? StoreException.unusable(place(), e) : explained;
    }
  }

  @Override
  public void prepare() {
    // The server made the database, and keeps others' files out of it.
  }

  @Override
  public DataSource connections() {
    return source();
  }

  /**
   * Without the time limit on answers, which is for a server that is gone: one that rewrites a
   * large table is at work, and a server that is gone is noticed by TCP.
   */
  @Override
  public DataSource patientConnections() {
    PostgresConnections source = source();
    source.setSocketTimeout(0);
    return source;
  }

  private PostgresConnections source() {
    PostgresConnections source = new PostgresConnections(address.user(), address.password());
    source.setUrl(address.jdbcUrl());
    // A server's details quote the row that failed, and a row is people's data.
    source.setLogServerErrorDetail(false);
    if (!says("connectTimeout")) {
      source.setConnectTimeout(CONNECT_SECONDS);
    }
    if (!says("socketTimeout")) {
      source.setSocketTimeout(SOCKET_SECONDS);
    }
    if (!says("tcpKeepAlive")) {
      source.setTcpKeepAlive(true);
    }
    if (!says("ApplicationName")) {
      source.setApplicationName("leadloop");
    }
    return source;
  }

  private boolean says(String parameter) {
    return address.jdbcUrl().contains(parameter + "=");
  }

  @Override
  public String migrations() {
    return "postgresql";
  }

  @Override
  public HikariDataSource pool(boolean writes) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(connections());
    config.setMaximumPoolSize(writes ? 1 : READERS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setPoolName(writes ? "writer" : "readers");
    config.setTransactionIsolation(
        writes ? "TRANSACTION_SERIALIZABLE" : "TRANSACTION_REPEATABLE_READ");
    if (writes) {
      config.setConnectionInitSql(SESSION);
    }
    return new HikariDataSource(config);
  }

  @Override
  public String rowLock() {
    return "for update";
  }

  @Override
  public boolean isWorthRepeating(Throwable failure) {
    String state = PostgresTrouble.state(failure);
    return state != null && REPEATED.contains(state);
  }

  @Override
  public @Nullable StoreException explained(Throwable failure) {
    return PostgresTrouble.explained(place(), failure);
  }

  @Override
  public String elsewhere() {
    return "Name another database, or a schema of its own by ?currentSchema=NAME, in store.url"
        + " (config/leadloop.yaml).";
  }

  @Override
  public List<Finding> integrity(Handle handle) {
    List<Finding> findings = new ArrayList<>();
    handle
        .createQuery(
            "select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off'")
        .mapTo(String.class)
        .forEach(
            setting ->
                findings.add(
                    new Finding(
                        place(),
                        "The server runs with %s = off: a power cut may lose or damage what was committed."
                            .formatted(setting),
                        "Set %s = on in postgresql.conf, and restart the server."
                            .formatted(setting))));
    handle
        .createQuery(
            """
            select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
            where not i.indisvalid and c.relnamespace = current_schema()::regnamespace
            """)
        .mapTo(String.class)
        .forEach(
            index ->
                findings.add(
                    new Finding(
                        place() + ", index " + index,
                        "The index is not valid: rows may be missing in answers.",
                        "As its owner: reindex index " + index)));
    return findings;
  }

  @Override
  public Path backup(String version, Instant now) {
    return address.backups().resolve(Backup.name("leadloop", version, now));
  }

  @Override
  public void copyTo(Path to, String version) {
    SqliteDialect file = SqliteDialect.of(to);
    new Migrations(file).upTo(version);
    try (Connection from = patientConnections().getConnection();
        Connection into = file.connections().getConnection()) {
      from.setAutoCommit(false);
      from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      into.setAutoCommit(false);
      for (Table table : Table.all(from)) {
        TableCopy.copy(from, into, table);
      }
      into.commit();
      from.rollback();
    } catch (SQLException e) {
      StoreException explained = explained(e);
      throw explained == null ? StoreException.unusable(place(), e) : explained;
    }
  }

  /** The server's files are the server's: its vacuum reuses the space of deleted rows. */
  @Override
  public Store.Scrubbed scrub(Collection<String> texts) {
    return new Store.Scrubbed(false, false);
  }
}
