package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.ConfigLoader;
import io.leadloop.config.Loaded;
import io.leadloop.config.Report;
import io.leadloop.config.Secrets;
import io.leadloop.config.StoreLogin;
import io.leadloop.config.StoreSettings;
import io.leadloop.config.StoreUrl;
import io.leadloop.ops.FromConfig;
import io.leadloop.store.Store;
import io.leadloop.store.StoreAddress;
import io.leadloop.sync.State;
import java.util.Map;
import java.util.Optional;

/**
 * What a command works on: the configuration, and the store of its connection, opened. Closing it
 * closes the store.
 */
record Workplace(Config config, State state) implements AutoCloseable {

  /**
   * Opens the store, and makes it where there is none.
   *
   * @throws ConfigFailure with all problems of the configuration
   * @throws io.leadloop.store.StoreException when the store cannot be used
   */
  static Workplace open(SharedOptions options, Surroundings surroundings, Screen screen) {
    Config config = config(options, screen);
    return of(config, Store.open(address(config, options, surroundings)));
  }

  /**
   * Opens the store for a command that only has something to say about one that exists.
   *
   * @throws ConfigFailure with all problems of the configuration
   * @throws CommandFailure when there is no store yet
   * @throws io.leadloop.store.StoreException when the store cannot be used
   */
  static Workplace openExisting(SharedOptions options, Surroundings surroundings, Screen screen) {
    return openExisting(config(options, screen), options, surroundings);
  }

  /** The same with a configuration that is loaded already. */
  static Workplace openExisting(Config config, SharedOptions options, Surroundings surroundings) {
    return of(config, Store.open(existing(config, options, surroundings)));
  }

  /** The same for a command that looks at the store itself, even if it was left behind. */
  static Workplace openEvenMoved(SharedOptions options, Surroundings surroundings, Screen screen) {
    Config config = config(options, screen);
    return of(config, Store.openEvenMoved(existing(config, options, surroundings)));
  }

  private static Workplace of(Config config, Store store) {
    return new Workplace(config, State.of(store, config.settings().connection()));
  }

  /**
   * The configuration alone.
   *
   * @throws ConfigFailure with all of its problems
   */
  static Config config(SharedOptions options, Screen screen) {
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

  private static StoreAddress existing(
      Config config, SharedOptions options, Surroundings surroundings) {
    StoreAddress address = address(config, options, surroundings);
    if (!Store.exists(address)) {
      throw new CommandFailure(
          ExitCode.STORE,
          "store-missing",
          "there is no store %s yet. The first start makes it: leadloop run"
              .formatted(address.place()));
    }
    return address;
  }

  private static StoreAddress address(
      Config config, SharedOptions options, Surroundings surroundings) {
    String said = options.store();
    StoreSettings settings = config.settings().store();
    return said == null
        ? address(settings, surroundings)
        : address(settings, "--store", said, surroundings);
  }

  /**
   * A store that an option names; what enters it is found where the configuration says.
   *
   * @throws CommandFailure when the address is none, or holds a password
   */
  static StoreAddress address(
      StoreSettings settings, String option, String said, Surroundings surroundings) {
    String url = StoreSettings.jdbcUrl(said);
    Optional<StoreUrl.Fault> fault = StoreUrl.fault(url);
    if (fault.isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          fault.get().code(),
          "%s: %s %s".formatted(option, fault.get().message(), fault.get().hint()).strip());
    }
    return address(settings.at(url), surroundings);
  }

  private static StoreAddress address(StoreSettings settings, Surroundings surroundings) {
    StoreLogin.Found found = StoreLogin.read(settings, surroundings.environment());
    StoreLogin login = found.login();
    if (login == null) {
      throw new ConfigFailure(found.problems());
    }
    return FromConfig.store(settings, login);
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
