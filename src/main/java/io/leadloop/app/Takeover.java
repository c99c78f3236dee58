package io.leadloop.app;

import io.leadloop.config.Config;
import io.leadloop.config.Secrets;
import io.leadloop.route.Border;
import io.leadloop.sync.Drift;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What is to be in force from the next border on: the files as they were last found right, and what
 * of them rests. A change of either keeps the other. Changed by one route.
 */
final class Takeover {
  private final Border border;
  private final BiConsumer<Config, Secrets> take;
  private volatile Config config;
  private volatile Secrets secrets;
  private final Supplier<Drift> told;
  private Drift drift;

  /**
   * @param drift what rests at the start
   * @param told what rests as the store has it, which another process may have told
   * @param take puts it to work; called at a border
   */
  Takeover(
      Config config,
      Secrets secrets,
      Drift drift,
      Supplier<Drift> told,
      Border border,
      BiConsumer<Config, Secrets> take) {
    this.config = config;
    this.secrets = secrets;
    this.drift = drift;
    this.told = told;
    this.border = border;
    this.take = take;
  }

  /** The files as they were last found right; the same object as long as they are the same. */
  Config config() {
    return config;
  }

  /** What they need. */
  Secrets secrets() {
    return secrets;
  }

  /** Other files. */
  void files(Config other, Secrets found) {
    config = other;
    secrets = found;
    next();
  }

  /**
   * What rests now; does nothing when it is the same as before, and as the store has it: the
   * process that held the lease before may have told something that is over.
   */
  void fields(Drift other) {
    if (!other.equals(drift) || !other.equals(told.get())) {
      drift = other;
      next();
    }
  }

  private void next() {
    Config wanted = config.under(drift);
    Secrets found = secrets;
    border.atNext(() -> take.accept(wanted, found));
  }
}
