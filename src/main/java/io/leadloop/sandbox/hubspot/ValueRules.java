package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.EmailRule;
import io.leadloop.sandbox.hubspot.rules.NumberRule;
import io.leadloop.sandbox.hubspot.rules.TextRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the vendor makes of a written value: its own form of it, or a refusal. */
final class ValueRules {
  private ValueRules() {}

  /** A value in the vendor's form, or why it was refused: exactly one of both. */
  record Checked(@Nullable String value, @Nullable InvalidValue invalid) {}

  /**
   * Checks a written value.
   *
   * @param current what the property holds now, for an append to a multi-select; null when unset
   */
  static Checked check(PropertyDefinition property, String written, @Nullable String current) {
    if (written.isEmpty()) {
      return good("");
    }
    if (property.name().equals("email")) {
      return email(property, written);
    }
    return switch (property.type()) {
      case "number" ->
          NumberRule.isNumber(written)
              ? good(written)
              : bad(property, written, written + " was not a valid number.", "INVALID_INTEGER");
      case "bool" ->
          written.equals("true") || written.equals("false")
              ? good(written)
              : notAnOption(property, written, written);
      case "enumeration" -> option(property, written, current);
      case "date" -> date(property, written);
      case "datetime" -> datetime(property, written);
      default ->
          TextRule.fits(written)
              ? good(written)
              : bad(
                  property,
                  written.substring(0, 100),
                  "%s is longer than %d characters"
                      .formatted(property.name(), TextRule.CHARACTERS_MAX),
                  "VALUE_TOO_LONG");
    };
  }

  private static Checked email(PropertyDefinition property, String written) {
    String form = EmailRule.stored(written);
    return EmailRule.isAddress(form)
        ? good(form)
        : bad(property, written, "Email address " + written + " is invalid", "INVALID_EMAIL");
  }

  private static Checked option(
      PropertyDefinition property, String written, @Nullable String current) {
    if (property.options().isEmpty() && property.vendorDefined()) {
      return good(written);
    }
    if (!property.isMultiSelect()) {
      return property.allows(written) ? good(written) : notAnOption(property, written, written);
    }
    boolean append = written.startsWith(";");
    Set<String> chosen = new LinkedHashSet<>();
    if (append && current != null) {
      chosen.addAll(List.of(current.split(";", -1)));
    }
    for (String one : written.split(";", -1)) {
      if (one.isEmpty()) {
        continue;
      }
      if (!property.allows(one)) {
        return notAnOption(property, written, one);
      }
      chosen.add(one);
    }
    return good(String.join(";", chosen));
  }

  private static Checked date(PropertyDefinition property, String written) {
    Long millis = Times.millis(written);
    if (millis == null || !(Times.isEpochMillis(written) || written.length() == 10)) {
      return notATime(property, written);
    }
    ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    if (at.truncatedTo(ChronoUnit.DAYS).equals(at)) {
      return good(at.toLocalDate().toString());
    }
    int millisOfSecond = at.get(ChronoField.MILLI_OF_SECOND);
    String message =
        "%s is at %d:%d:%d.%d UTC, not midnight!"
            .formatted(written, at.getHour(), at.getMinute(), at.getSecond(), millisOfSecond);
    return bad(property, written, message, "INVALID_DATE");
  }

  private static Checked datetime(PropertyDefinition property, String written) {
    Long millis = Times.millis(written);
    return millis == null
        ? notATime(property, written)
        : good(Instant.ofEpochMilli(millis).toString());
  }

  private static Checked notATime(PropertyDefinition property, String written) {
    return bad(property, written, written + " was not a valid long.", "INVALID_LONG");
  }

  private static Checked notAnOption(PropertyDefinition property, String written, String option) {
    String allowed =
        property.options().stream().map(PropertyOption::printed).collect(Collectors.joining(", "));
    return bad(
        property,
        written,
        "%s was not one of the allowed options: [%s]".formatted(option, allowed),
        "INVALID_OPTION");
  }

  private static Checked good(String value) {
    return new Checked(value, null);
  }

  private static Checked bad(
      PropertyDefinition property, String written, String message, String code) {
    return new Checked(null, new InvalidValue(property.name(), written, message, code));
  }
}
