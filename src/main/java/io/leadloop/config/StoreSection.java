package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.util.List;
import java.util.Optional;

/** The section {@code store} of {@code leadloop.yaml}. */
final class StoreSection {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape.Refusal SECRET =
      Shape.Refusal.secret("user_env and password_env", "user_file and password_file");

  static final Shape.Section SHAPE =
      Shape.Section.of(
              Option.usual(
                  "path",
                  TEXT,
                  "var/leadloop.db",
                  "The SQLite file with all state. On a local disk: SQLite's locks do not hold on a"
                      + " network file system."),
              Option.optional(
                  "url",
                  TEXT,
                  "A JDBC address in place of path: jdbc:postgresql://HOST/DATABASE for a PostgreSQL"
                      + " server, jdbc:sqlite:FILE for a file. Without user and"
                      + " password; parameters such as ?sslmode=verify-full or"
                      + " ?currentSchema=leadloop may follow."),
              Option.usual(
                  "user_env",
                  new Shape.Variable(),
                  "LEADLOOP_STORE_USER",
                  "The environment variable that holds the user of the PostgreSQL database."),
              Option.optional(
                  "user_file", TEXT, "The file that holds the user, in place of user_env."),
              Option.usual(
                  "password_env",
                  new Shape.Variable(),
                  "LEADLOOP_STORE_PASSWORD",
                  "The environment variable that holds the password of this user."),
              Option.optional(
                  "password_file",
                  TEXT,
                  "The file that holds the password, in place of password_env."),
              Option.usual(
                  "backup_dir",
                  TEXT,
                  "var/backups",
                  "The folder for backups of a PostgreSQL database, of which one is made before each"
                      + " upgrade. A SQLite file has its backups beside it."),
              Option.usual(
                  "free_mib_min",
                  new Shape.Whole(0, 999_999_999),
                  "200",
                  "How many MiB must be left on the disk of a SQLite file. With less nothing is read"
                      + " or written until there is more; 0 for no such limit."))
          .refusing("user", SECRET)
          .refusing("password", SECRET);

  private StoreSection() {}

  static StoreSettings read(Tree.Branch store, List<Problem> problems) {
    String url = store.text("url");
    if (!url.isEmpty()) {
      check(url, store, problems);
    }
    return new StoreSettings(
        url.isEmpty() ? StoreSettings.SQLITE + store.text("path") : url,
        SettingsFile.credential(store, "user", problems),
        SettingsFile.credential(store, "password", problems),
        store.text("backup_dir"),
        store.whole("free_mib_min"));
  }

  private static void check(String url, Tree.Branch store, List<Problem> problems) {
    Place place = store.place("url");
    Optional<StoreUrl.Fault> fault = StoreUrl.fault(url);
    if (fault.isPresent()) {
      StoreUrl.Fault found = fault.get();
      problems.add(Problem.error(place, found.code(), found.message(), found.hint()));
    } else if (StoreUrl.isOpenToOthers(url)) {
      problems.add(
          Problem.warning(
              place,
              "unsure-encryption",
              "The database is on another machine, and nothing makes sure that it is the right one and that nobody listens.",
              "Add ?sslmode=verify-full to the address, with the server's certificate in sslrootcert."));
    }
    if (store.isSaid("path")) {
      problems.add(
          Problem.error(place, "said-twice", "Both path and url are given.", "Keep one of them."));
    }
  }
}
