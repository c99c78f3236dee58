package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project that are made by a test, and compared by it afterwards. */
final class Regenerate {
  private static final boolean ON = Boolean.getBoolean("leadloop.regenerate");

  private Regenerate() {}

  /** Fails when the file does not hold this text; writes it there when asked to. */
  static void isFresh(Path file, String text) throws IOException {
    if (ON) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "%s is stale. Write it anew: mvn test -Dtest='io.leadloop.config.*Test'"
                + " -Dleadloop.regenerate=true",
            file)
        .isEqualTo(text);
  }
}
