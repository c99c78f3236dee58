package io.leadloop.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Both databases that a store can be in. A test that has a folder of its own has a store of its
 * own: a file in it, or a schema named after it in a real PostgreSQL server.
 */
public enum Database {
  SQLITE {
    @Override
    public StoreAddress address(Path folder) {
      return StoreAddress.file(folder.resolve("store.db"));
    }
  },
  POSTGRESQL {
    @Override
    public StoreAddress address(Path folder) {
      String schema = PostgresServer.schema(folder);
      return new StoreAddress(
          PostgresServer.url(schema),
          PostgresServer.USER,
          PostgresServer.PASSWORD,
          folder.resolve("backups"));
    }
  };

  /** Where the store of this folder is; there need not be one yet. */
  public abstract StoreAddress address(Path folder);

  /** The other of the two. */
  public Database other() {
    return this == SQLITE ? POSTGRESQL : SQLITE;
  }

  /** Opens the store of this folder, and makes it where there is none. */
  public Store open(Path folder) {
    return Store.open(address(folder));
  }

  /** Does something to the store of this folder behind its back. */
  void sql(Path folder, String... statements) {
    StoreAddress address = address(folder);
    try (Connection connection =
            DriverManager.getConnection(
                address.jdbcUrl(), address.user().get(), address.password().get());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
