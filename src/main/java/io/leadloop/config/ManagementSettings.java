package io.leadloop.config;

/**
 * Where health and metrics are asked for.
 *
 * @param host the address of this machine that is listened on
 * @param port 0 for any free one; {@link #OFF} for no server at all
 */
public record ManagementSettings(String host, int port) {
  /** Nothing listens. */
  public static final int OFF = -1;

  public boolean isOn() {
    return port != OFF;
  }
}
