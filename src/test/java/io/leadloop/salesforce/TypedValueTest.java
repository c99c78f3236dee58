package io.leadloop.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedValueTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "TEXT, Ada, `\"Ada\"`",
        "TEXT, `true`, `\"true\"`",
        "TEXT, ``, null",
        "NUMBER, 12, 12",
        "NUMBER, -0.50, -0.50",
        "NUMBER, 12345678901234567890.12, 12345678901234567890.12",
        "NUMBER, 1E+3, 1000",
        "NUMBER, ``, null",
        "NUMBER, twelve, -",
        "BOOLEAN, true, true",
        "BOOLEAN, false, false",
        "BOOLEAN, ``, false",
        "BOOLEAN, yes, -",
        "DATE, 2026-11-21, `\"2026-11-21\"`",
        "DATE, ``, null",
        "DATE, 21.11.2026, -",
        "DATETIME, 2026-11-21T20:00:05.123Z, `\"2026-11-21T20:00:05.123Z\"`",
        "DATETIME, 2026-11-21T21:00:05+01:00, `\"2026-11-21T20:00:05Z\"`",
        "DATETIME, ``, null",
        "DATETIME, 2026-11-21, -",
        "MULTI_SELECT, a;b, `\"a;b\"`",
        "MULTI_SELECT, ``, null",
      })
  void writesEachTypeInItsOwnForm(Type type, String text, String json) {
    assertThat(
            TypedValue.json(new Value(type, text))
                .map(node -> new String(Json.bytes(node), StandardCharsets.UTF_8))
                .orElse(null))
        .isEqualTo(json);
  }
}
