package io.leadloop.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Makes sure that a file is a store of ours and of this version, before it is opened. */
final class StoreFile {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private StoreFile() {}

  static void prepare(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.isDirectory(file)) {
        throw foreign(file, "it is a folder");
      }
      if (Files.exists(file) && Files.size(file) > 0 && !startsLikeSqlite(file)) {
        throw foreign(file, "it is no SQLite file");
      }
    } catch (IOException e) {
      throw new StoreException(
          "store-unusable", "The store %s cannot be used: %s.".formatted(file, e.getMessage()), e);
    }
    migrate(file);
  }

  private static void migrate(Path file) {
    Flyway flyway =
        Flyway.configure()
            .dataSource("jdbc:sqlite:" + file + "?busy_timeout=5000", null, null)
            .locations("classpath:db/sqlite")
            .loggers("slf4j")
            .load();
    try {
      MigrationInfo[] all = flyway.info().all();
      if (Arrays.stream(all).anyMatch(info -> info.getState().name().startsWith("FUTURE"))) {
        throw new StoreException(
            "store-newer",
            "The store %s was written by a newer version of Leadloop. Nothing was changed. Run that version, or restore the backup from before the upgrade."
                .formatted(file),
            null);
      }
      if (flyway.info().pending().length > 0) {
        flyway.migrate();
      }
    } catch (FlywayException e) {
      String told = String.valueOf(e.getMessage());
      if (told.contains("SQLITE_BUSY") || told.contains("locked")) {
        throw new StoreException(
            "store-locked",
            "The store %s is locked by another process. Nothing was changed. End that process, or wait for it."
                .formatted(file),
            e);
      }
      if (told.contains("non-empty schema")) {
        throw foreign(file, "it holds another program's tables");
      }
      throw new StoreException(
          "store-unusable",
          "The store %s cannot be used: %s".formatted(file, told.lines().findFirst().orElse("")),
          e);
    }
  }

  private static boolean startsLikeSqlite(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  private static StoreException foreign(Path file, String why) {
    return new StoreException(
        "store-foreign",
        "%s is not a store of Leadloop: %s. Nothing was changed. Name another file in store.path (config/leadloop.yaml)."
            .formatted(file, why),
        null);
  }
}
