package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/hazards.md names is there. */
class HazardsTest {
  private static final int HAZARDS = 45;

  private static List<String> all(String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("docs/hazards.md")))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static Set<String> classes(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void eachStandsThereOnce() throws IOException {
    assertThat(all("(?<=^\\| )\\d+(?= \\|)"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, HAZARDS).mapToObj(Integer::toString).toList());
  }

  @Test
  void eachTestAndEachClassIsThere() throws IOException {
    List<String> named = all("(?<=`)[A-Z]\\w+(?=`)");
    List<String> tests = named.stream().filter(name -> name.endsWith("Test")).toList();
    assertThat(classes("src/test/java")).containsAll(tests).isNotEmpty();
    assertThat(classes("src/main/java"))
        .containsAll(named.stream().filter(name -> !name.endsWith("Test")).toList());
  }

  @Test
  void eachDecisionIsThere() throws IOException {
    Set<String> pages;
    try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
      pages =
          files
              .map(file -> file.getFileName().toString().substring(0, 4))
              .collect(Collectors.toSet());
    }
    assertThat(pages).containsAll(all("\\b00\\d\\d\\b"));
  }
}
