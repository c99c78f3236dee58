package io.leadloop.sandbox.salesforce.soql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  /** A Saturday. */
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  @ParameterizedTest
  @CsvSource({
    "YESTERDAY, 2026-11-20, 2026-11-21",
    "today, 2026-11-21, 2026-11-22",
    "TOMORROW, 2026-11-22, 2026-11-23",
    "THIS_WEEK, 2026-11-15, 2026-11-22",
    "LAST_WEEK, 2026-11-08, 2026-11-15",
    "NEXT_WEEK, 2026-11-22, 2026-11-29",
    "THIS_MONTH, 2026-11-01, 2026-12-01",
    "LAST_MONTH, 2026-10-01, 2026-11-01",
    "THIS_QUARTER, 2026-10-01, 2027-01-01",
    "NEXT_QUARTER, 2027-01-01, 2027-04-01",
    "LAST_YEAR, 2025-01-01, 2026-01-01",
    "LAST_90_DAYS, 2026-08-23, 2026-11-22",
    "NEXT_90_DAYS, 2026-11-22, 2027-02-20",
    "LAST_N_DAYS:1, 2026-11-20, 2026-11-22",
    "NEXT_N_DAYS:2, 2026-11-22, 2026-11-24",
    "LAST_N_WEEKS:2, 2026-11-01, 2026-11-15",
    "LAST_N_MONTHS:3, 2026-08-01, 2026-11-01",
    "NEXT_N_YEARS:1, 2027-01-01, 2028-01-01",
    "N_DAYS_AGO:2, 2026-11-19, 2026-11-20",
    "N_MONTHS_AGO:1, 2026-10-01, 2026-11-01"
  })
  void aLiteralMeansTheseDays(String literal, LocalDate from, LocalDate to) {
    Period period = Period.named(literal);

    assertThat(period).isNotNull();
    assertThat(period.start(TODAY)).isEqualTo(from);
    assertThat(period.end(TODAY)).isEqualTo(to);
  }

  @Test
  void otherWordsMeanNoDays() {
    assertThat(Period.named("SOMEDAY")).isNull();
    assertThat(Period.named("LAST_N_DAYS")).isNull();
    assertThat(Period.named("THIS_FISCAL_MONTH")).isNull();
  }
}
