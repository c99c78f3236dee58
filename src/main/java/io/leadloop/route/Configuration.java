package io.leadloop.route;

/**
 * {@code configuration}: looks whether the files of the configuration have changed, and whether the
 * accounts still have the fields that it needs.
 *
 * @param files nothing where a daemon was started with a configuration of its own
 * @param fields looks more seldom than it is called; asks the accounts, which a takeover closes
 * @param border what a takeover waits at
 */
public record Configuration(Runnable files, Runnable fields, Border border) {
  /** One look. */
  public void look() {
    files.run();
    border.passUnlessNear(fields);
  }
}
