package io.leadloop.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoqlTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "plain, 'plain'",
        "O'Neil, 'O\\'Neil'",
        "back\\slash, 'back\\\\slash'",
        "x' OR Name != ', 'x\\' OR Name != \\''",
        "\\' OR 1=1, '\\\\\\' OR 1=1'",
        "50%_off, '50%_off'",
        "naïve-日本-🙂, 'naïve-日本-🙂'",
      })
  void quotesText(String text, String literal) {
    assertThat(Soql.quoted(text)).isEqualTo(literal);
  }

  @Test
  void quotesLineEndsAndTabs() {
    assertThat(Soql.quoted("a\nb\rc\td\be\f")).isEqualTo("'a\\nb\\rc\\td\\be\\f'");
    assertThat(Soql.quoted("")).isEqualTo("''");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T20:00:05Z, 2026-11-21T20:00:05Z",
    "2026-11-21T20:00:05.999Z, 2026-11-21T20:00:05Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void roundsTimesDownToSeconds(Instant time, String literal) {
    assertThat(Soql.datetime(time)).isEqualTo(literal);
  }

  @Test
  void listsTexts() {
    assertThat(Soql.in("Email", List.of("a@x.example", "b'c@x.example")))
        .isEqualTo("Email IN ('a@x.example','b\\'c@x.example')");
  }
}
