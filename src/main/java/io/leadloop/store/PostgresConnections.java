package io.leadloop.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections with user and password as they are at that moment. Connections that are open
 * stay open when the password changes; a pool opens new ones after half an hour at the latest.
 */
final class PostgresConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> user;
  private final transient Supplier<String> password;

  PostgresConnections(Supplier<String> user, Supplier<String> password) {
    this.user = user;
    this.password = password;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user.get(), password.get());
  }
}
