package io.leadloop.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a store's address may look like. Nothing of an address that is wrong is ever shown. */
public final class StoreUrl {
  private static final Pattern POSTGRESQL =
      Pattern.compile("jdbc:postgresql://([A-Za-z0-9.:,_\\[\\]-]+)/([^/?@]+)(\\?[^?]*)?");

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private StoreUrl() {}

  /**
   * Why an address is not taken.
   *
   * @param message one sentence, without the address: it may hold a password
   */
  public record Fault(String code, String message, String hint) {}

  /** What is wrong with a JDBC address; empty for nothing. */
  public static Optional<Fault> fault(String url) {
    if (holdsLogin(url)) {
      return Optional.of(
          new Fault(
              "secret-in-file",
              "A user or a password must not stand in the address of the store.",
              "Put them into the environment variables that store.user_env and store.password_env"
                  + " name. Change the password if this file was shared."));
    }
    if (url.startsWith(StoreSettings.SQLITE)) {
      return url.length() > StoreSettings.SQLITE.length() && !url.contains("?")
          ? Optional.empty()
          : Optional.of(
              new Fault(
                  "unknown-store",
                  "A SQLite store is jdbc:sqlite: and a file, without parameters.",
                  ""));
    }
    if (url.startsWith(StoreSettings.POSTGRESQL)) {
      return POSTGRESQL.matcher(url).matches()
          ? Optional.empty()
          : Optional.of(
              new Fault(
                  "unknown-store",
                  "A PostgreSQL store is jdbc:postgresql://HOST/DATABASE or"
                      + " jdbc:postgresql://HOST:PORT/DATABASE.",
                  ""));
    }
    return Optional.of(
        new Fault(
            "unknown-store",
            "The address of a store must begin with %s or %s//."
                .formatted(StoreSettings.SQLITE, StoreSettings.POSTGRESQL),
            "For a file, store.path is enough."));
  }

  /** Whether a database on another machine may be somebody else's, or be listened to. */
  static boolean isOpenToOthers(String url) {
    Matcher matcher = POSTGRESQL.matcher(url);
    if (!matcher.matches() || parameters(url).stream().anyMatch(one -> one.startsWith("ssl"))) {
      return false;
    }
    for (String host : matcher.group(1).split(",", -1)) {
      if (!THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsLogin(String url) {
    boolean isFile = url.startsWith(StoreSettings.SQLITE);
    return (!isFile && url.contains("@"))
        || parameters(url).stream().anyMatch(name -> name.equals("user") || name.contains("pass"));
  }

  /** The names of the parameters, in lower case. */
  private static List<String> parameters(String url) {
    int from = url.indexOf('?');
    return from < 0
        ? List.of()
        : Pattern.compile("&")
            .splitAsStream(url.substring(from + 1))
            .map(parameter -> parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))
            .toList();
  }
}
