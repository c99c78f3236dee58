package io.leadloop.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's error codes mean for an operator. The codes:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
final class PostgresTrouble {
  private PostgresTrouble() {}

  /** The code of the innermost failure that has one; null where the database had no part in it. */
  static @Nullable String state(Throwable failure) {
    String state = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && e.getSQLState() != null) {
        state = e.getSQLState();
      }
    }
    return state;
  }

  /**
   * @return null when the database is all right and the work itself was wrong
   */
  static @Nullable StoreException explained(String place, Throwable failure) {
    String state = state(failure);
    if (state == null) {
      return isWithoutConnection(failure) ? unreachable(place, failure) : null;
    }
    return switch (state) {
      case "28P01", "28000" ->
          told(
              "store-login",
              "The store %s refuses the user or the password. Nothing was changed. Look at what store.user_env and store.password_env (config/leadloop.yaml) name, and at the server's pg_hba.conf.",
              place,
              failure);
      case "3D000" ->
          told(
              "store-missing",
              "There is no database at %s. Create it, owned by the store's user, or correct store.url (config/leadloop.yaml).",
              place,
              failure);
      case "3F000" ->
          told(
              "store-missing",
              "The schema that store.url names is not in %s. Create it, owned by the store's user.",
              place,
              failure);
      case "42501" ->
          told(
              "store-forbidden",
              "The user of the store %s may not do what is needed there: read, write and create tables. Make it the owner of the database or of the schema.",
              place,
              failure);
      case "25006" ->
          told(
              "store-read-only",
              "The store %s is a server that only reads, such as a standby. Nothing was changed. Name the primary, or add targetServerType=primary to store.url.",
              place,
              failure);
      case "53100" ->
          told(
              "store-full",
              "The disk of the store %s is full. What was not committed is not stored. Make room on the server.",
              place,
              failure);
      default ->
          state.startsWith("08")
                  || state.startsWith("57P")
                  || state.equals("53300")
                  || state.equals("25P03")
              ? unreachable(place, failure)
              : null;
    };
  }

  private static boolean isWithoutConnection(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
    }
    return false;
  }

  private static StoreException unreachable(String place, Throwable failure) {
    return told(
        "store-unreachable",
        "The store %s cannot be reached, or it closed the connection. What was not committed is not stored. Look at the server and at the network.",
        place,
        failure);
  }

  private static StoreException told(String code, String message, String place, Throwable cause) {
    return new StoreException(code, message.formatted(place), cause);
  }
}
