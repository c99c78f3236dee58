package io.leadloop.simulation;

import io.leadloop.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** All that a store holds of one connection, as a backup keeps it: every row of every table. */
final class ConnectionCopy {
  private final String connection;
  private final Map<String, List<Map<String, Object>>> rowsByTable = new LinkedHashMap<>();

  private ConnectionCopy(Store store, String connection, Set<String> tables) {
    this.connection = connection;
    store.run(
        handle -> {
          for (String table : tables) {
            rowsByTable.put(
                table,
                handle
                    .createQuery("select * from " + table + " where connection = :connection")
                    .bind("connection", connection)
                    .mapToMap()
                    .list());
          }
        });
  }

  static ConnectionCopy of(Store store, String connection) {
    return new ConnectionCopy(store, connection, store.read(ConnectionCopy::tables));
  }

  /** Another one, of what the same store holds now. */
  ConnectionCopy again(Store store) {
    return new ConnectionCopy(store, connection, rowsByTable.keySet());
  }

  /** Puts the rows in the place of those that are there now. */
  void putBack(Store store) {
    store.run(
        handle ->
            rowsByTable.forEach(
                (table, rows) -> {
                  handle.execute("delete from " + table + " where connection = ?", connection);
                  rows.forEach(row -> insert(handle, table, row));
                }));
  }

  private static void insert(Handle handle, String table, Map<String, Object> row) {
    String columns = String.join(", ", row.keySet());
    String values = row.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
    handle
        .createUpdate("insert into %s (%s) values (%s)".formatted(table, columns, values))
        .bindMap(row)
        .execute();
  }

  /** The tables whose rows belong to a connection. */
  private static Set<String> tables(Handle handle) {
    try {
      Connection jdbc = handle.getConnection();
      Set<String> tables = new TreeSet<>();
      try (ResultSet columns =
          jdbc.getMetaData().getColumns(null, jdbc.getSchema(), "%", "connection")) {
        while (columns.next()) {
          tables.add(columns.getString("TABLE_NAME"));
        }
      }
      return tables;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
