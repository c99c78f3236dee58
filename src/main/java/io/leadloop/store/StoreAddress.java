package io.leadloop.store;

import java.nio.file.Path;

/**
 * Where a store is, and how it is entered. Never logged as a whole: {@link #place} is what may be
 * told.
 *
 * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}; holds no
 *     password
 * @param user of the database; empty for a file
 * @param password of the user; empty for a file
 * @param backups the folder for backups of a database server; a file has its backups beside it
 */
public record StoreAddress(String jdbcUrl, String user, String password, Path backups) {
  static final String SQLITE = "jdbc:sqlite:";

  /** A file of SQLite. */
  public static StoreAddress file(Path file) {
    return new StoreAddress(SQLITE + file, "", "", Path.of(""));
  }

  /** Whether the store is a file on this machine. */
  public boolean isFile() {
    return jdbcUrl.startsWith(SQLITE);
  }

  /**
   * @throws IllegalStateException if the store is no file
   */
  Path file() {
    if (!isFile()) {
      throw new IllegalStateException(place() + " is no file.");
    }
    return Path.of(jdbcUrl.substring(SQLITE.length()));
  }

  /** The address for a person: without parameters, which may say more than others should know. */
  public String place() {
    int parameters = jdbcUrl.indexOf('?');
    return isFile()
        ? file().toString()
        : parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "StoreAddress[" + place() + "]";
  }
}
