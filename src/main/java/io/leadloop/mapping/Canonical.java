package io.leadloop.mapping;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one text for all texts of a form that mean the same. Both vendors rewrite what they are given
 * (they trim, lower the case, drop zeros, change a moment's notation); comparing canonical texts
 * keeps that from looking like an edit.
 */
final class Canonical {
  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{9,17}");

  /**
   * No field of either vendor holds a longer number; written out, 1e99999999 would fill the memory.
   */
  private static final int DIGITS_MAX = 100;

  private static final Pattern NOT_A_DIGIT = Pattern.compile("\\D");

  /** ISO 8601 with any offset notation: HubSpot writes {@code Z}, Salesforce {@code +0000}. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private Canonical() {}

  /**
   * @param raw the vendor's text, not blank
   * @param zone in which a moment falls on a day
   * @return the canonical text, or empty when the raw text is not of this form
   */
  static Optional<String> of(Form form, String raw, ZoneId zone) {
    return switch (form) {
      case TEXT, OWNER -> Optional.of(Normalizer.normalize(raw, Normalizer.Form.NFC));
      case TRIM -> Optional.of(Normalizer.normalize(raw, Normalizer.Form.NFC).strip());
      case LOWER, EMAIL ->
          Optional.of(
              Normalizer.normalize(raw, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT));
      case PHONE -> Optional.of(digits(raw));
      case NUMBER -> number(raw);
      case BOOLEAN, OPT_OUT -> flag(raw);
      case DATE -> day(raw, zone);
      case DATETIME -> moment(raw).map(moment -> moment.truncatedTo(ChronoUnit.SECONDS).toString());
      case MULTI_SELECT -> Optional.of(choices(raw).stream().collect(Collectors.joining(";")));
    };
  }

  /** The single choices of a multi-select, sorted, each once, none blank. */
  static Set<String> choices(String raw) {
    return Arrays.stream(raw.split(";"))
        .map(String::strip)
        .filter(choice -> !choice.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String digits(String raw) {
    String digits = NOT_A_DIGIT.matcher(raw).replaceAll("");
    // A text without a digit ("unknown") is no number; it stands for itself.
    return digits.isEmpty() ? raw.strip() : digits;
  }

  private static Optional<String> number(String raw) {
    try {
      BigDecimal number = new BigDecimal(raw.strip());
      if (Math.abs((long) number.scale()) > DIGITS_MAX || number.precision() > DIGITS_MAX) {
        return Optional.empty();
      }
      return Optional.of(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a number was rounded or cut to the digits that are shown of it. */
  static boolean isRounded(String given, String shown) {
    Optional<String> from = number(given);
    Optional<String> to = number(shown);
    if (from.isEmpty() || to.isEmpty()) {
      return false;
    }
    BigDecimal rest = new BigDecimal(from.get()).subtract(new BigDecimal(to.get())).abs();
    return rest.compareTo(BigDecimal.ONE.movePointLeft(new BigDecimal(to.get()).scale())) < 0;
  }

  private static Optional<String> flag(String raw) {
    return switch (raw.strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of("true");
      case "false", "no" -> Optional.of("false");
      default -> Optional.empty();
    };
  }

  /**
   * HubSpot keeps a day as its midnight in UTC; a day that was written as a number is read in UTC
   * for that reason, while a moment with a clock time falls on a day of the admin's zone.
   */
  private static Optional<String> day(String raw, ZoneId zone) {
    String text = raw.strip();
    try {
      if (EPOCH_MILLIS.matcher(text).matches()) {
        Instant moment = Instant.ofEpochMilli(Long.parseLong(text));
        boolean midnight = moment.truncatedTo(ChronoUnit.DAYS).equals(moment);
        return Optional.of(
            moment.atZone(midnight ? ZoneOffset.UTC : zone).toLocalDate().toString());
      }
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text).toString());
      }
      return moment(text).map(moment -> moment.atZone(zone).toLocalDate().toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String raw) {
    String text = raw.strip();
    try {
      if (EPOCH_MILLIS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
      }
      return Optional.of(OffsetDateTime.parse(text, MOMENT).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
