package io.leadloop.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much room is left where a store is. */
public final class Room {
  private static final long MEBIBYTE = 1024 * 1024;

  private Room() {}

  /**
   * What this process may still write on the disk of a store's file, in MiB; empty for a database
   * server, whose disk is not seen from here, and where the disk does not tell.
   */
  public static OptionalLong leftMebibytes(Store store) {
    if (!(store.dialect() instanceof SqliteDialect file)) {
      return OptionalLong.empty();
    }
    try {
      Path path = Path.of(file.place()).toAbsolutePath();
      return OptionalLong.of(Files.getFileStore(path).getUsableSpace() / MEBIBYTE);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
