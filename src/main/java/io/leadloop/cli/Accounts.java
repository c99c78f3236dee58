package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.Secrets;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.Vendors;

/** How a command that runs where no daemon does comes to both accounts. */
@FunctionalInterface
public interface Accounts {
  /**
   * Opens both. Nothing is sent before the first call.
   *
   * @param calls takes a note of every call
   */
  Vendors open(Config config, Secrets secrets, CallLog calls);
}
