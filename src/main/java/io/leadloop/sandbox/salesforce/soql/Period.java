package io.leadloop.sandbox.salesforce.soql;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The days that a date literal means, relative to today: {@code TODAY}, {@code LAST_MONTH}, {@code
 * LAST_90_DAYS}, {@code NEXT_N_WEEKS:3}, {@code N_DAYS_AGO:2}. The fiscal year is the calendar's.
 *
 * @param from the first unit, counted from the running one
 * @param to the unit behind the last
 */
public record Period(PeriodUnit unit, int from, int to) {
  private static final Pattern NEAR = Pattern.compile("(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)");
  private static final Pattern NINETY = Pattern.compile("(LAST|NEXT)_90_DAYS");
  private static final Pattern COUNTED =
      Pattern.compile("(LAST|NEXT)_N_(DAYS|WEEKS|MONTHS|QUARTERS|YEARS):(\\d{1,5})");
  private static final Pattern AGO =
      Pattern.compile("N_(DAYS|WEEKS|MONTHS|QUARTERS|YEARS)_AGO:(\\d{1,5})");
  private static final Pattern FISCAL = Pattern.compile("_FISCAL_(QUARTER|YEAR)");
  private static final int NINETY_DAYS = 90;

  /** What a literal in any case means; null when it is none. */
  static @Nullable Period named(String anyCase) {
    String name = FISCAL.matcher(anyCase.toUpperCase(Locale.ROOT)).replaceFirst("_$1");
    return switch (name) {
      case "YESTERDAY" -> new Period(PeriodUnit.DAY, -1, 0);
      case "TODAY" -> new Period(PeriodUnit.DAY, 0, 1);
      case "TOMORROW" -> new Period(PeriodUnit.DAY, 1, 2);
      default -> matched(name);
    };
  }

  private static @Nullable Period matched(String name) {
    Matcher near = NEAR.matcher(name);
    if (near.matches()) {
      int at = near.group(1).equals("LAST") ? -1 : near.group(1).equals("THIS") ? 0 : 1;
      return new Period(PeriodUnit.valueOf(near.group(2)), at, at + 1);
    }
    Matcher ninety = NINETY.matcher(name);
    if (ninety.matches()) {
      return counted(PeriodUnit.DAY, ninety.group(1).equals("LAST"), NINETY_DAYS);
    }
    Matcher counted = COUNTED.matcher(name);
    PeriodUnit unit = counted.matches() ? PeriodUnit.plural(counted.group(2)) : null;
    if (unit != null) {
      return counted(unit, counted.group(1).equals("LAST"), Integer.parseInt(counted.group(3)));
    }
    Matcher ago = AGO.matcher(name);
    PeriodUnit back = ago.matches() ? PeriodUnit.plural(ago.group(1)) : null;
    if (back != null) {
      int number = Integer.parseInt(ago.group(2));
      return new Period(back, -number, 1 - number);
    }
    return null;
  }

  private static Period counted(PeriodUnit unit, boolean last, int number) {
    int running = unit == PeriodUnit.DAY ? 1 : 0;
    return last ? new Period(unit, -number, running) : new Period(unit, 1, 1 + number);
  }

  /** The first day. */
  public LocalDate start(LocalDate today) {
    return unit.plus(unit.begin(today), from);
  }

  /** The day behind the last. */
  public LocalDate end(LocalDate today) {
    return unit.plus(unit.begin(today), to);
  }
}
