package io.leadloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What editors and readers see is made from the description that the parser uses. */
class GeneratedFilesTest {
  static final java.util.List<FileSpec> SPECS = FileSpec.ALL;

  private static final Path SCHEMAS = Path.of("config/schema");

  @ParameterizedTest
  @FieldSource("SPECS")
  void theSchemaIsFresh(FileSpec spec) throws IOException {
    Regenerate.isFresh(schema(spec), JsonSchema.of(spec));
  }

  @Test
  void noSchemaIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.toList())
          .containsExactlyInAnyOrderElementsOf(
              FileSpec.ALL.stream().map(GeneratedFilesTest::schema).toList());
    }
  }

  @Test
  void theReferencePageIsFresh() throws IOException {
    Regenerate.isFresh(Path.of("docs/configuration.md"), ReferencePage.text());
  }

  private static Path schema(FileSpec spec) {
    return SCHEMAS.resolve(spec.name() + ".schema.json");
  }
}
