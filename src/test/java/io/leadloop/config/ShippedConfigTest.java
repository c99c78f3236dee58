package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The configuration that the project ships. */
class ShippedConfigTest {
  private static final Path CONFIG = Path.of("config");

  @Test
  void loadsWithoutAProblem() {
    Loaded loaded = ConfigLoader.load(CONFIG);

    assertThat(Report.of(loaded.problems())).isEmpty();
    assertThat(loaded.config()).isNotNull();
  }
}
