package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.store.Store;
import io.leadloop.sync.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command works on: the configuration, and the store of its connection, opened. Closing it
 * closes the store.
 */
record Workplace(Config config, State state) implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";

  /**
   * Opens the store, and makes it where there is none.
   *
   * @throws ConfigFailure with all problems of the configuration
   * @throws io.leadloop.store.StoreException when the store cannot be used
   */
  static Workplace open(SharedOptions options, Screen screen) {
    Config config = config(options, screen);
    return open(config, file(config, options));
  }

  /**
   * Opens the store for a command that only has something to say about one that exists.
   *
   * @throws ConfigFailure with all problems of the configuration
   * @throws CommandFailure when there is no store yet
   * @throws io.leadloop.store.StoreException when the store cannot be used
   */
  static Workplace openExisting(SharedOptions options, Screen screen) {
    return openExisting(config(options, screen), options);
  }

  /** The same with a configuration that is loaded already. */
  static Workplace openExisting(Config config, SharedOptions options) {
    Path file = file(config, options);
    if (!Files.exists(file)) {
      throw new CommandFailure(
          ExitCode.STORE,
          "store-missing",
          "there is no store %s yet. The first start makes it: leadloop run".formatted(file));
    }
    return open(config, file);
  }

  private static Workplace open(Config config, Path file) {
    return new Workplace(config, State.of(Store.open(file), config.settings().connection()));
  }

  private static Config config(SharedOptions options, Screen screen) {
    Loaded loaded = ConfigLoader.load(options.config());
    Config config = loaded.config();
    if (config == null) {
      throw new ConfigFailure(loaded.problems());
    }
    if (!loaded.problems().isEmpty()) {
      screen.notice(Report.of(loaded.problems()));
    }
    return config;
  }

  private static Path file(Config config, SharedOptions options) {
    Path said = options.store();
    return said == null
        ? Path.of(config.settings().store().jdbcUrl().substring(SQLITE.length()))
        : said;
  }

  /**
   * The secrets of both accounts.
   *
   * @throws ConfigFailure with every secret that is missing
   */
  Secrets secrets(Map<String, String> environment) {
    Secrets.Found found = Secrets.read(config.settings(), environment);
    Secrets secrets = found.secrets();
    if (secrets == null) {
      throw new ConfigFailure(found.problems());
    }
    return secrets;
  }

  @Override
  public void close() {
    state.store().close();
  }
}
