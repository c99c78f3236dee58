package io.leadloop.config;

/**
 * Where the state is kept.
 *
 * @param jdbcUrl {@code jdbc:sqlite:var/leadloop.db} or {@code jdbc:postgresql://HOST/DATABASE}; a
 *     relative path counts from the directory in which the program was started; never holds a
 *     password
 * @param user where a database server's user is found
 * @param password where the user's password is found
 * @param backupFolder for backups of a database server; a file has its backups beside it
 * @param freeMebibytesMin the room that must be left on the disk of a file; 0 for none
 */
public record StoreSettings(
    String jdbcUrl,
    Credential user,
    Credential password,
    String backupFolder,
    int freeMebibytesMin) {
  static final String SQLITE = "jdbc:sqlite:";
  static final String POSTGRESQL = "jdbc:postgresql:";

  /** Whether it is a database server that asks for user and password. */
  public boolean asksForLogin() {
    return jdbcUrl.startsWith(POSTGRESQL);
  }

  /** The same, at another address. */
  public StoreSettings at(String otherJdbcUrl) {
    return new StoreSettings(otherJdbcUrl, user, password, backupFolder, freeMebibytesMin);
  }

  /** The same without what may change while it is in use. */
  StoreSettings place() {
    return new StoreSettings(jdbcUrl, user, password, backupFolder, 0);
  }

  /** The same address in a form that {@link #jdbcUrl} takes: a path becomes a file of SQLite. */
  public static String jdbcUrl(String pathOrUrl) {
    return pathOrUrl.startsWith("jdbc:") ? pathOrUrl : SQLITE + pathOrUrl;
  }
}
