package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations that an admin may write, each with all that is said about it. A fixture names its
 * files by lines {@code === path}; files that it does not name are those of {@link #BASE}. The
 * report stands under {@code === expect}.
 */
class ConfigFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/resources/config");
  private static final String EXPECT = "expect";
  private static final String MARK = "=== ";
  private static final Pattern PART = Pattern.compile("^" + MARK, Pattern.MULTILINE);

  private static final Map<String, String> BASE =
      Map.of(
          "leadloop.yaml", "salesforce: { login_url: https://acme.my.salesforce.com }\n",
          "mappings/leads.yaml", "fields:\n  - { hubspot: email, salesforce: Email, as: email }\n",
          "lead-definition.yaml", "create_in_salesforce: { when: always }\n",
          "content.yaml", "engagement: { hot: 3d }\n",
          "dispositions.yaml", "dispositions:\n  - { name: rejected, statuses: [Rejected] }\n");

  @TempDir Path directory;

  static List<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void isReportedAsExpected(Path fixture) throws IOException {
    Map<String, String> files = new LinkedHashMap<>(BASE);
    files.putAll(parts(Files.readString(fixture)));
    String expected = files.remove(EXPECT);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (!file.getValue().equals("(missing)\n")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }

    Loaded loaded = ConfigLoader.load(directory);

    String report = Report.of(loaded.problems()).replace(YamlFile.name(directory) + "/", "config/");
    if (fixture.getParent().endsWith("good")) {
      assertThat(report).isEmpty();
      assertThat(loaded.config()).isNotNull();
      return;
    }
    if (loaded.problems().stream().anyMatch(Problem::isError)) {
      assertThat(loaded.config()).isNull();
    }
    String text = Files.readString(fixture);
    int end = expected == null ? text.length() : text.indexOf(MARK + EXPECT);
    Regenerate.isFresh(fixture, text.substring(0, end) + MARK + EXPECT + "\n" + report + "\n");
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : PART.splitAsStream(text).toList()) {
      int line = part.indexOf('\n');
      if (line > 0) {
        parts.put(part.substring(0, line), part.substring(line + 1));
      }
    }
    return parts;
  }
}
