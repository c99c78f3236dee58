package io.leadloop.sandbox.salesforce.soql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a date literal counts: the days, weeks, months, quarters or years before, around or after
 * today. Weeks begin on Sunday, as in the vendor's United States locale. LAST_N_DAYS holds today;
 * the literals of longer units leave the running one out.
 */
public enum PeriodUnit {
  /** One day. */
  DAY {
    @Override
    LocalDate begin(LocalDate day) {
      return day;
    }

    @Override
    LocalDate plus(LocalDate day, int count) {
      return day.plusDays(count);
    }
  },
  /** Seven days from a Sunday on. */
  WEEK {
    @Override
    LocalDate begin(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    @Override
    LocalDate plus(LocalDate day, int count) {
      return day.plusWeeks(count);
    }
  },
  /** A calendar month. */
  MONTH {
    @Override
    LocalDate begin(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate plus(LocalDate day, int count) {
      return day.plusMonths(count);
    }
  },
  /** Three calendar months from January, April, July or October on. */
  QUARTER {
    @Override
    LocalDate begin(LocalDate day) {
      return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
    }

    @Override
    LocalDate plus(LocalDate day, int count) {
      return day.plusMonths(3L * count);
    }
  },
  /** A calendar year. */
  YEAR {
    @Override
    LocalDate begin(LocalDate day) {
      return day.withDayOfYear(1);
    }

    @Override
    LocalDate plus(LocalDate day, int count) {
      return day.plusYears(count);
    }
  };

  abstract LocalDate begin(LocalDate day);

  abstract LocalDate plus(LocalDate day, int count);

  /** The unit whose plural, such as {@code DAYS}, is given in any case; null when there is none. */
  static @Nullable PeriodUnit plural(String word) {
    for (PeriodUnit unit : values()) {
      if (word.toUpperCase(Locale.ROOT).equals(unit.name() + "S")) {
        return unit;
      }
    }
    return null;
  }
}
