package io.leadloop.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes sure that a file can be a store of ours, before its tables are looked at. */
final class StoreFile {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String ELSEWHERE = "Name another file in store.path (config/leadloop.yaml).";

  private StoreFile() {}

  static void prepare(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.isDirectory(file)) {
        throw StoreException.foreign(file.toString(), "it is a folder", ELSEWHERE);
      }
      if (Files.exists(file) && Files.size(file) > 0 && !startsLikeSqlite(file)) {
        throw StoreException.foreign(file.toString(), "it is no SQLite file", ELSEWHERE);
      }
    } catch (IOException e) {
      throw StoreException.unusable(file.toString(), e);
    }
  }

  private static boolean startsLikeSqlite(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }
}
