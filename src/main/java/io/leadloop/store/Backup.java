package io.leadloop.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A consistent copy of a store: a SQLite file, whichever database the store is in. So a backup is a
 * store itself: it can be verified, read with every command, and moved into a database.
 */
final class Backup {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Backup() {}

  /** {@code leadloop-v1-20261121T080000.000Z.db}. */
  static String name(String stem, String version, Instant now) {
    return "%s-v%s-%s.db".formatted(stem, version, TIME.format(now));
  }

  /**
   * The backups in a folder, the oldest first.
   *
   * @param named the name that one of them would have
   */
  static List<Path> all(Path named) {
    String name = String.valueOf(named.getFileName());
    Pattern usual =
        Pattern.compile(
            Pattern.quote(name.substring(0, name.lastIndexOf("-v")))
                + "-v\\d+-\\d{8}T[\\d.]+Z\\.db");
    Path folder = named.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> usual.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StoreException(
          "backups-unreadable",
          "The backups in %s cannot be listed: %s.".formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * Writes a backup. The file appears under its name when it is complete and on the disk; only this
   * user may read it.
   *
   * @param version of the store's tables
   * @throws StoreException if there is such a file already, or it cannot be written
   */
  static Path write(Dialect from, Path file, String version) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.deleteIfExists(partial);
      create(partial);
      from.copyTo(partial, version);
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(
          "backup-exists", "There is a file %s already. Nothing was written.".formatted(file), e);
    } catch (IOException e) {
      throw new StoreException(
          "backup-failed",
          "The backup %s cannot be written: %s. The store was not changed."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void create(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }
}
