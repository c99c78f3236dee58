package io.leadloop.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts of a form mean the same, as a table. */
class CanonicalTest {

  @ParameterizedTest(name = "{0}: \"{1}\" is \"{2}\"")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          TEXT         | 'a '                         | 'a '
          TRIM         | ' a '                        | a
          LOWER        | ' Ab '                       | ab
          EMAIL        | ' Ada@Example.COM'           | ada@example.com
          PHONE        | +1 (555) 010-99              | 155501099
          PHONE        | unknown                      | unknown
          NUMBER       | 1.50                         | 1.5
          NUMBER       | 0.000                        | 0
          NUMBER       | 1E+3                         | 1000
          NUMBER       | -0                           | 0
          NUMBER       | many                         | none
          BOOLEAN      | TRUE                         | true
          BOOLEAN      | no                           | false
          BOOLEAN      | maybe                        | none
          DATE         | 2026-02-28                   | 2026-02-28
          DATE         | 2026-02-30                   | none
          DATE         | 1772236800000                | 2026-02-28
          DATE         | 2026-02-28T23:30:00.000+0000 | 2026-02-28
          DATETIME     | 2026-03-29T01:30:00Z         | 2026-03-29T01:30:00Z
          DATETIME     | 2026-03-29T03:30:00.000+0200 | 2026-03-29T01:30:00Z
          DATETIME     | 2026-03-29T01:30:00.999Z     | 2026-03-29T01:30:00Z
          DATETIME     | 1774747800000                | 2026-03-29T01:30:00Z
          DATETIME     | yesterday                    | none
          MULTI_SELECT | b; a ;;b                     | a;b
          """)
  void formsInUtc(Form form, String raw, String canonical) {
    assertThat(Canonical.of(form, raw, ZoneOffset.UTC).orElse(null)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0} in {1} falls on {2}")
  @CsvSource({
    "2026-03-29T00:59:59Z, Europe/Berlin, 2026-03-29",
    "2026-03-28T23:30:00Z, Europe/Berlin, 2026-03-29",
    "2026-03-29T22:30:00Z, Europe/Berlin, 2026-03-30",
    "2026-10-25T22:59:59Z, Europe/Berlin, 2026-10-25",
    "2026-10-25T23:00:00Z, Europe/Berlin, 2026-10-26",
    "2026-03-08T04:59:59Z, America/New_York, 2026-03-07",
    "2026-03-08T05:00:00Z, America/New_York, 2026-03-08",
    "2026-06-30T12:00:00Z, Pacific/Kiritimati, 2026-07-01",
    "2026-06-30T11:00:00Z, Pacific/Pago_Pago, 2026-06-30"
  })
  void aMomentFallsOnADayOfTheZone(String raw, String zone, String day) {
    assertThat(Canonical.of(Form.DATE, raw, ZoneId.of(zone))).contains(day);
  }

  /** HubSpot keeps a day as its midnight in UTC, whatever the zone of the account. */
  @Test
  void aDayIsTheSameDayInEveryZoneInEveryNotation() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      for (String day : new String[] {"2026-01-01", "2026-03-29", "2026-10-25", "2026-12-31"}) {
        LocalDate date = LocalDate.parse(day);
        String midnight =
            String.valueOf(date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        assertThat(Canonical.of(Form.DATE, day, zone)).as(id).contains(day);
        assertThat(Canonical.of(Form.DATE, midnight, zone)).as(id).contains(day);
      }
    }
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(Canonical.of(Form.TEXT, "Zu\u0308rich", ZoneOffset.UTC)).contains("Z\u00fcrich");
  }
}
