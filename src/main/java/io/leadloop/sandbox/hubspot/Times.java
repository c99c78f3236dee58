package io.leadloop.sandbox.hubspot;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms in which the vendor takes a time: epoch milliseconds, ISO-8601, a date. */
final class Times {
  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?\\d{1,15}");
  private static final int DATE_CHARS = 10;

  private Times() {}

  static boolean isEpochMillis(String text) {
    return EPOCH_MILLIS.matcher(text).matches();
  }

  /** The time in epoch milliseconds; null when the text is none. */
  static @Nullable Long millis(String text) {
    try {
      if (isEpochMillis(text)) {
        return Long.parseLong(text);
      }
      if (text.length() == DATE_CHARS) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      }
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
