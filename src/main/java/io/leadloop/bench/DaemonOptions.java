package io.leadloop.bench;

import java.util.ArrayList;
import java.util.List;

/** How the launcher starts Java for {@code leadloop run}: what is measured is what is shipped. */
final class DaemonOptions {
  /** The launcher's own, for every command. */
  static final List<String> OF_ALL =
      List.of(
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-Dsun.net.httpserver.nodelay=true",
          "-Djava.awt.headless=true");

  /** The launcher's, for the daemon. */
  static final List<String> OF_DAEMON =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-Xms24m",
          "-Xmx112m",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError");

  /** The launcher's environment for the daemon. */
  static final String ARENAS = "MALLOC_ARENA_MAX";

  static final String ARENAS_MAX = "2";

  private static final int WARNS_OF_NATIVE_CODE = 22;
  private static final int WARNS_OF_UNSAFE = 23;

  private DaemonOptions() {}

  /**
   * For the process with both vendors, which keeps every record in memory: a million takes 10 GB.
   */
  static List<String> vendors() {
    List<String> options = new ArrayList<>(plain());
    options.add("-XX:MaxRAMPercentage=60");
    return options;
  }

  private static List<String> plain() {
    List<String> options = new ArrayList<>(OF_ALL);
    int version = Runtime.version().feature();
    if (version >= WARNS_OF_NATIVE_CODE) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    if (version >= WARNS_OF_UNSAFE) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** For the daemon; what comes later wins over what the launcher says. */
  static List<String> daemon(List<String> more) {
    List<String> options = new ArrayList<>(plain());
    options.addAll(OF_DAEMON);
    options.addAll(more);
    return options;
  }
}
