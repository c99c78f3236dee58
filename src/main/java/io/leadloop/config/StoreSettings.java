package io.leadloop.config;

/**
 * Where the state is kept.
 *
 * @param jdbcUrl {@code jdbc:sqlite:var/leadloop.db}; a relative path counts from the directory in
 *     which the program was started
 */
public record StoreSettings(String jdbcUrl) {
  static final String SQLITE = "jdbc:sqlite:";

  /** A file of SQLite. */
  public static StoreSettings sqlite(String path) {
    return new StoreSettings(SQLITE + path);
  }
}
