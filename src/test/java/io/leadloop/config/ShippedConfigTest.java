package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration that the project ships. */
class ShippedConfigTest {
  private static final Path CONFIG = Path.of("config");

  @TempDir Path directory;

  @Test
  void loadsWithoutAProblem() {
    Loaded loaded = ConfigLoader.load(CONFIG);

    assertThat(Report.of(loaded.problems())).isEmpty();
    assertThat(loaded.config()).isNotNull();
  }

  @Test
  void showsTheUsualValues() throws IOException {
    Path file = directory.resolve("leadloop.yaml");
    Files.writeString(
        file, "salesforce: { login_url: \"https://your-domain.my.salesforce.com\" }\n");

    assertThat(settings(CONFIG.resolve("leadloop.yaml")))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*\\.place")
        .isEqualTo(settings(file));
  }

  @Test
  void pausesGrowFourfoldUpToTheLongest() {
    RetryPauses pauses = settings(CONFIG.resolve("leadloop.yaml")).retry();

    assertThat(List.of(1, 2, 3, 4, 5, 6, 1000))
        .extracting(tries -> pauses.after(tries).toMinutes())
        .containsExactly(1L, 4L, 16L, 64L, 256L, 360L, 360L);
  }

  private static Settings settings(Path file) {
    List<Problem> problems = new ArrayList<>();
    Tree.Branch read = YamlFile.read(file, SettingsFile.SHAPE, problems).orElseThrow();
    Settings settings = SettingsFile.read(read, problems);
    assertThat(problems).isEmpty();
    return settings;
  }
}
