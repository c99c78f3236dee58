package io.leadloop.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table of the store as the database describes it, so that copies need to know no version.
 *
 * @param key the columns that its rows are ordered by; empty for a table with a single row
 */
record Table(String name, List<Column> columns, List<String> key) {
  private static final String HISTORY = "flyway_schema_history";

  Table {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /**
   * @param isText else it holds whole numbers
   */
  record Column(String name, boolean isText) {}

  /** All tables of ours, by name. */
  static List<Table> all(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    String schema = connection.getSchema();
    String exactly = schema == null ? null : escaped(about, schema);
    List<String> names = new ArrayList<>();
    try (ResultSet rows = about.getTables(null, exactly, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME");
        if (!name.equals(HISTORY) && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    Collections.sort(names);
    List<Table> tables = new ArrayList<>();
    for (String name : names) {
      tables.add(new Table(name, columns(about, exactly, name), key(about, schema, name)));
    }
    return tables;
  }

  private static List<Column> columns(DatabaseMetaData about, @Nullable String schema, String table)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (ResultSet rows = about.getColumns(null, schema, escaped(about, table), "%")) {
      while (rows.next()) {
        boolean isText = rows.getString("TYPE_NAME").equalsIgnoreCase("text");
        columns.add(new Column(rows.getString("COLUMN_NAME"), isText));
      }
    }
    return columns;
  }

  private static List<String> key(DatabaseMetaData about, @Nullable String schema, String table)
      throws SQLException {
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet rows = about.getPrimaryKeys(null, schema, table)) {
      while (rows.next()) {
        key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(key.values());
  }

  /** A name as a pattern that matches nothing else. */
  private static String escaped(DatabaseMetaData about, String name) throws SQLException {
    return name.replace("_", about.getSearchStringEscape() + "_");
  }

  /** All rows, always in the same order. */
  String select() {
    String text = "select " + names() + " from " + name;
    return key.isEmpty() ? text : text + " order by " + String.join(", ", key);
  }

  String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(name, names(), String.join(", ", Collections.nCopies(columns.size(), "?")));
  }

  private String names() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }
}
