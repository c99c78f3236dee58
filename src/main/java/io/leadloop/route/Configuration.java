package io.leadloop.route;

/**
 * {@code configuration}: looks whether the files of the configuration have changed.
 *
 * @param reload does it; nothing where a daemon was started with a configuration of its own
 */
public record Configuration(Runnable reload) {
  /** One look. */
  public void look() {
    reload.run();
  }
}
