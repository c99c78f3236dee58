package io.leadloop.app;

import io.leadloop.config.ConfigFiles;
import io.leadloop.config.Secrets;
import io.leadloop.config.Settings;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Where a running daemon looks for a changed configuration.
 *
 * @param folder of the configuration
 * @param print of the files before they were loaded
 * @param secrets finds what the accounts are opened with
 */
record ConfigSource(Path folder, String print, Function<Settings, Secrets.Found> secrets) {
  /** The folder as it is now; to be made before it is loaded, so that no change is missed. */
  static ConfigSource of(Path folder, Function<Settings, Secrets.Found> secrets) {
    return new ConfigSource(folder, ConfigFiles.print(folder), secrets);
  }
}
