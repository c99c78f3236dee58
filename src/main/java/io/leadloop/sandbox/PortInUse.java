package io.leadloop.sandbox;

import java.io.IOException;

/** A port that another program holds. The message says which option chooses another. */
public final class PortInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortInUse(int port, String portOption, IOException cause) {
    super(
        "port %d on 127.0.0.1 is in use: %s, choose another with %s"
            .formatted(port, cause.getMessage(), portOption),
        cause);
  }
}
