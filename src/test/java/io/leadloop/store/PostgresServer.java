package io.leadloop.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * A real PostgreSQL server on this machine, one for each test process, started when it is first
 * asked for. It syncs, and asks for the password, as a server does that people rely on. It asks in
 * plain words, but for {@link #PROVING_USER}: proofs of the password took a tenth of the time of
 * all tests.
 */
public final class PostgresServer {
  public static final String USER = "leadloop";

  /** So rare a word that a log which shows it can be found. */
  public static final String PASSWORD = "correct-horse-battery-staple";

  /** A role that a test may make; it proves its password, as PostgreSQL has it by default. */
  static final String PROVING_USER = "rotated";

  private static final Duration START_MAX = Duration.ofMinutes(2);

  private PostgresServer() {}

  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        Path whoMay = Files.createTempFile("leadloop-test-hba", ".conf");
        whoMay.toFile().deleteOnExit();
        Files.writeString(
            whoMay,
            """
            host all postgres 127.0.0.1/32 trust
            host all %s 127.0.0.1/32 scram-sha-256
            host all all 127.0.0.1/32 password
            """
                .formatted(PROVING_USER));
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("hba_file", whoMay.toString())
                // Its own ten seconds are too few where four processes start at once.
                .setPGStartupWait(START_MAX)
                .start();
        sql(server, "create role " + USER + " login password '" + PASSWORD + "'");
        sql(server, "create database leadloop owner " + USER);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The port on the loopback address. */
  public static int port() {
    return Running.SERVER.getPort();
  }

  /** The address of a schema of the database of this user. */
  public static String url(String schema) {
    return "jdbc:postgresql://127.0.0.1:%d/leadloop?currentSchema=%s".formatted(port(), schema);
  }

  /** Makes a schema for a folder, unless it is there, and returns its name. */
  public static String schema(Path folder) {
    String schema =
        "s" + folder.toAbsolutePath().toString().toLowerCase(Locale.ROOT).replaceAll("\\W", "_");
    String name = schema.length() < 60 ? schema : schema.substring(schema.length() - 60);
    try (Connection connection =
            Running.SERVER.getDatabase("postgres", "leadloop").getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "create schema if not exists %s authorization %s".formatted(name, USER));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return name;
  }

  /**
   * Cuts every connection of this user, as a failover or an administrator does.
   *
   * @return how many
   */
  public static int cutConnections() {
    try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
        PreparedStatement cut =
            connection.prepareStatement(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?")) {
      cut.setString(1, USER);
      int count = 0;
      try (ResultSet rows = cut.executeQuery()) {
        while (rows.next()) {
          count += rows.getBoolean(1) ? 1 : 0;
        }
      }
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sql(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
