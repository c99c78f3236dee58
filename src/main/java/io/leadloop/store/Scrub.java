package io.leadloop.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes sure that what was deleted is gone from the bytes of a SQLite file. Pages that a row has
 * left, whether it was deleted just now or grew and moved long ago, may hold its remains, and so
 * may the write-ahead log. No search could find a name or a note among them, so the file is always
 * written anew from the rows that there are, and the log is cut.
 */
final class Scrub {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int TRIES_MAX = 100;
  private static final long REST_NANOS = 100_000_000;

  private final SqliteDialect dialect;

  Scrub(SqliteDialect dialect) {
    this.dialect = dialect;
  }

  /**
   * @return whether one of the texts is left, in rows that there are
   * @throws StoreException when the file cannot be read or written, or another process never let go
   *     of it; the next time starts from the beginning
   */
  Store.Scrubbed away(Collection<String> texts) {
    List<Path> files =
        List.of(dialect.file(), Path.of(dialect.file() + "-wal"), Path.of(dialect.file() + "-shm"));
    run("vacuum");
    cutLog();
    return new Store.Scrubbed(true, anyHolds(files, texts));
  }

  /** Whether one of these texts is in a file, whatever the case of its letters. */
  static boolean holds(Path file, Collection<String> texts) {
    List<AnyCase> wanted =
        texts.stream().filter(text -> !text.isEmpty()).map(AnyCase::new).toList();
    int longest = wanted.stream().mapToInt(AnyCase::longest).max().orElse(0);
    if (longest == 0 || !Files.exists(file)) {
      return false;
    }
    byte[] block = new byte[BLOCK_BYTES + longest];
    int kept = 0;
    try (InputStream bytes = Files.newInputStream(file)) {
      while (true) {
        int read = bytes.readNBytes(block, kept, BLOCK_BYTES);
        int length = kept + read;
        if (wanted.stream().anyMatch(text -> text.isIn(block, length))) {
          return true;
        }
        if (read < BLOCK_BYTES) {
          return false;
        }
        // A text may begin in this block and end in the next.
        kept = longest - 1;
        System.arraycopy(block, length - kept, block, 0, kept);
      }
    } catch (IOException e) {
      throw new StoreException(
          "file-unreadable",
          "The file %s could not be searched: %s.".formatted(file, e.getMessage()),
          e);
    }
  }

  private static boolean anyHolds(List<Path> files, Collection<String> texts) {
    return files.stream().anyMatch(file -> holds(file, texts));
  }

  /** Moves the write-ahead log into the file and empties it; readers may have to end first. */
  private void cutLog() {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (run("pragma wal_checkpoint(truncate)") == 0) {
        return;
      }
      LockSupport.parkNanos(REST_NANOS);
    }
    throw new StoreException(
        "store-locked",
        "The rows are deleted, but other processes kept the log of the store %s busy, so that it may still hold them. Do: leadloop erase again."
            .formatted(dialect.place()));
  }

  /** The first number of the answer; 0 for none. */
  private int run(String sql) {
    for (int tries = 1; ; tries++) {
      try (Connection connection = dialect.connections().getConnection();
          Statement statement = connection.createStatement()) {
        if (!statement.execute(sql)) {
          return 0;
        }
        try (ResultSet rows = statement.getResultSet()) {
          return rows.next() ? rows.getInt(1) : 0;
        }
      } catch (SQLException e) {
        if (!dialect.isWorthRepeating(e) || tries == TRIES_MAX) {
          throw StoreException.unusable(dialect.place(), e);
        }
        LockSupport.parkNanos(REST_NANOS);
      }
    }
  }
}
