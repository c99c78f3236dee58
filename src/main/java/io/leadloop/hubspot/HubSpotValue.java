package io.leadloop.hubspot;

import io.leadloop.lead.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * A value in the text that HubSpot takes: numbers without grouping and exponent, {@code true} and
 * {@code false}, days as {@code YYYY-MM-DD}, moments as ISO 8601 in UTC. A text that is not of its
 * type goes as it is: HubSpot's refusal says more than ours could.
 */
final class HubSpotValue {
  private HubSpotValue() {}

  /**
   * @return empty to clear the property
   */
  static String text(Value value) {
    String text = value.text();
    if (text.isEmpty()) {
      return "";
    }
    return switch (value.type()) {
      case TEXT, DATE -> text;
      case BOOLEAN -> text.toLowerCase(Locale.ROOT);
      case NUMBER -> number(text);
      case DATETIME -> moment(text);
      case MULTI_SELECT -> choices(text);
    };
  }

  private static String number(String text) {
    try {
      return new BigDecimal(text.strip()).toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static String moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** A leading semicolon would add to the choices of the record instead of replacing them. */
  private static String choices(String text) {
    return text.replaceAll("^[;\\s]+|[;\\s]+$", "");
  }
}
