package io.leadloop.store;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Where a store is, and how it is entered. Never logged as a whole: {@link #place} is what may be
 * told.
 *
 * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}; holds no
 *     password
 * @param user of the database, asked for at each new connection; empty for a file
 * @param password of the user, the same way; empty for a file
 * @param backups the folder for backups of a database server; a file has its backups beside it
 */
public record StoreAddress(
    String jdbcUrl, Supplier<String> user, Supplier<String> password, Path backups) {
  static final String SQLITE = "jdbc:sqlite:";

  /** One whose user and password never change. */
  public StoreAddress(String jdbcUrl, String user, String password, Path backups) {
    this(jdbcUrl, () -> user, () -> password, backups);
  }

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
