package io.leadloop.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Copies a table from one database to another, and tells whether two hold the same. */
final class TableCopy {
  /** Rows that are read and sent together; their number bounds the memory that a copy takes. */
  private static final int ROWS = 500;

  private TableCopy() {}

  /**
   * What a table holds.
   *
   * @param print the same for the same rows, in both databases
   */
  record Content(String table, long rows, String print) {}

  /** Copies all rows, within transactions of the caller's, and says what was read. */
  static Content copy(Connection from, Connection to, Table table) throws SQLException {
    try (PreparedStatement insert = to.prepareStatement(table.insert())) {
      return read(from, table, insert);
    }
  }

  /** What the table holds. */
  static Content content(Connection of, Table table) throws SQLException {
    return read(of, table, null);
  }

  private static Content read(Connection from, Table table, @Nullable PreparedStatement insert)
      throws SQLException {
    MessageDigest print = sha256();
    long rows = 0;
    try (PreparedStatement select = from.prepareStatement(table.select())) {
      select.setFetchSize(ROWS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          column(row, table, print, insert);
          rows++;
          if (insert != null) {
            insert.addBatch();
            if (rows % ROWS == 0) {
              insert.executeBatch();
            }
          }
        }
      }
    }
    if (insert != null && rows % ROWS != 0) {
      insert.executeBatch();
    }
    return new Content(table.name(), rows, HexFormat.of().formatHex(print.digest()));
  }

  private static void column(
      ResultSet row, Table table, MessageDigest print, @Nullable PreparedStatement insert)
      throws SQLException {
    for (int i = 1; i <= table.columns().size(); i++) {
      if (table.columns().get(i - 1).isText()) {
        String text = row.getString(i);
        String clean = text == null ? null : PlainText.of(text);
        print(print, clean == null ? null : clean.getBytes(StandardCharsets.UTF_8));
        if (insert != null) {
          insert.setString(i, clean);
        }
      } else {
        long number = row.getLong(i);
        boolean isNull = row.wasNull();
        print(print, isNull ? null : ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        if (insert != null && isNull) {
          insert.setNull(i, Types.BIGINT);
        } else if (insert != null) {
          insert.setLong(i, number);
        }
      }
    }
  }

  /** With its length before it, so that two rows never look like one. */
  private static void print(MessageDigest print, byte @Nullable [] bytes) {
    int length = bytes == null ? -1 : bytes.length;
    print.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (bytes != null) {
      print.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
