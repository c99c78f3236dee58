package io.leadloop.cli;

import io.leadloop.config.Settings;
import io.leadloop.config.StoreSettings;
import io.leadloop.store.Move;
import io.leadloop.store.Store;
import io.leadloop.store.StoreAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leadloop store move}. */
@Command(
    name = "move",
    description = {
      "Copies everything into an empty other database, compares, and closes the old store for good.",
      "From SQLite to PostgreSQL or back. Refused while a daemon runs. If anything fails the old store stays in use, as it was."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer =
        "Exit codes: 0 moved; 2 the command line or the configuration is wrong; 3 nothing was moved: a store cannot be used, is in use, or holds data already.")
final class StoreMoveCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private SharedOptions options = new SharedOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE|URL",
      description =
          "Where to: jdbc:postgresql://HOST/DATABASE or a new file. User and password come from where store.user_env and store.password_env say.")
  private String to = "";

  StoreMoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Screen screen = options.screen();
    return screen.run(() -> move(screen));
  }

  private int move(Screen screen) {
    try (Workplace workplace = Workplace.openExisting(options, surroundings, screen)) {
      Settings settings = workplace.config().settings();
      StoreAddress target = Workplace.address(settings.store(), "--to", to, surroundings);
      Store from = workplace.state().store();
      try (Store into = Store.open(target);
          Progress progress = Progress.of(surroundings, "store move")) {
        progress.say("copying and comparing");
        Map<String, Long> rows =
            new Move(from, into, settings.connection(), surroundings.clock()).run();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("from", from.place());
        told.put("to", into.place());
        told.put("rows", rows);
        told.put("url", StoreSettings.jdbcUrl(to));
        screen.answer(told, text(from.place(), into.place(), rows));
        return ExitCode.OK;
      }
    }
  }

  private String text(String from, String into, Map<String, Long> rows) {
    long sum = rows.values().stream().mapToLong(Long::longValue).sum();
    return """
    Everything is moved from %s to %s: %,d rows in %d tables, %,d links, read again and found the same.
    Now change config/leadloop.yaml, on every machine that runs this connection:
        store:
          url: %s
    The old store is kept as it was and closed: every command and every daemon refuses it from here on."""
        .formatted(
            from, into, sum, rows.size(), rows.getOrDefault("link", 0L), StoreSettings.jdbcUrl(to));
  }
}
