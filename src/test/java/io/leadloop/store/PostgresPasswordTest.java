package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's password, proved by SCRAM, is replaced while the store is open. */
class PostgresPasswordTest {
  private static final String USER = PostgresServer.PROVING_USER;
  private static final int TRIES_MAX = 5;

  @TempDir Path folder;

  private static void asOwner(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aNewConnectionIsOpenedWithThePasswordOfThatMoment() throws SQLException {
    String schema = PostgresServer.schema(folder);
    String url = PostgresServer.url(schema);
    asOwner(
        url,
        "create role " + USER + " login password 'first-password'",
        "alter schema " + schema + " owner to " + USER);
    AtomicReference<String> password = new AtomicReference<>("first-password");
    StoreAddress address =
        new StoreAddress(url, () -> USER, password::get, folder.resolve("backups"));
    try (Store store = Store.open(address)) {
      assertThat(one(store)).isEqualTo(1);

      asOwner(
          url,
          "alter role " + USER + " password 'second-password'",
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + USER + "'");
      password.set("second-password");

      assertThat(one(store)).isEqualTo(1);
    }
  }

  /** The server cut the pooled connections: each is found dead by a question that fails. */
  private static int one(Store store) {
    for (int tries = 1; ; tries++) {
      try {
        return store.read(PostgresPasswordTest::one);
      } catch (StoreException | JdbiException e) {
        if (tries == TRIES_MAX) {
          throw e;
        }
      }
    }
  }

  private static int one(Handle handle) {
    return handle.createQuery("select 1").mapTo(Integer.class).one();
  }
}
