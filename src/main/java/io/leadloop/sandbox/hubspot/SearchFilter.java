package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search. Text is compared without case, except enumerations; {@code IN} and
 * {@code NOT_IN} lower the stored text only, so they match lower-case values alone.
 */
record SearchFilter(
    PropertyDefinition property,
    String operator,
    String value,
    String highValue,
    List<String> values) {
  private static final Set<String> OPERATORS =
      Set.of(
          "EQ",
          "NEQ",
          "LT",
          "LTE",
          "GT",
          "GTE",
          "BETWEEN",
          "IN",
          "NOT_IN",
          "HAS_PROPERTY",
          "NOT_HAS_PROPERTY",
          "CONTAINS_TOKEN",
          "NOT_CONTAINS_TOKEN");
  private static final Pattern TOKEN_BORDER = Pattern.compile("[^\\p{L}\\p{N}*]+");

  static SearchFilter of(JsonNode filter, Schema schema) {
    PropertyDefinition property = require(schema, filter.path("propertyName").asText());
    String operator = filter.path("operator").asText();
    if (!OPERATORS.contains(operator)) {
      throw ApiProblem.validation("There was a problem with the request.");
    }
    List<String> values = new ArrayList<>();
    filter.path("values").forEach(value -> values.add(value.asText()));
    boolean many = operator.equals("IN") || operator.equals("NOT_IN");
    boolean none = operator.endsWith("HAS_PROPERTY");
    boolean incomplete = many ? values.isEmpty() : !none && !filter.hasNonNull("value");
    if (incomplete || (operator.equals("BETWEEN") && !filter.hasNonNull("highValue"))) {
      throw ApiProblem.validation("There was a problem with the request.");
    }
    requireReadable(property, filter.path("value"));
    requireReadable(property, filter.path("highValue"));
    filter.path("values").forEach(value -> requireReadable(property, value));
    return new SearchFilter(
        property,
        operator,
        filter.path("value").asText(""),
        filter.path("highValue").asText(""),
        values);
  }

  /** Refuses a value that is none of the property's type, also when no row would be compared. */
  private static void requireReadable(PropertyDefinition property, JsonNode value) {
    if (!value.isMissingNode()) {
      compare(property, value.asText(), value.asText());
    }
  }

  /** The definition of a property that a search names. */
  static PropertyDefinition require(Schema schema, String name) {
    PropertyDefinition property = schema.property(name);
    if (property == null) {
      throw ApiProblem.validation("There was a problem with the request.");
    }
    return property;
  }

  boolean matches(CrmRecord row) {
    Instant time = row.time(property.name());
    String stored = time == null ? row.value(property.name()) : "";
    if (operator.equals("HAS_PROPERTY")) {
      return stored != null;
    }
    if (operator.equals("NOT_HAS_PROPERTY")) {
      return stored == null;
    }
    return stored != null && matches(row, stored, time);
  }

  /** The ids of the rows that do not match, where that is all that it says; else empty. */
  Set<Long> excludedIds() {
    if (!property.name().equals("hs_object_id")) {
      return Set.of();
    }
    List<String> ids =
        switch (operator) {
          case "NEQ" -> List.of(value);
          case "NOT_IN" -> values;
          default -> List.of();
        };
    return ids.stream().allMatch(id -> id.matches("\\d{1,18}"))
        ? ids.stream().map(Long::valueOf).collect(Collectors.toSet())
        : Set.of();
  }

  private boolean matches(CrmRecord row, String stored, @Nullable Instant time) {
    return switch (operator) {
      case "EQ" -> compare(stored, time, value) == 0;
      case "NEQ" -> compare(stored, time, value) != 0;
      case "LT" -> compare(stored, time, value) < 0;
      case "LTE" -> compare(stored, time, value) <= 0;
      case "GT" -> compare(stored, time, value) > 0;
      case "GTE" -> compare(stored, time, value) >= 0;
      case "BETWEEN" -> compare(stored, time, value) >= 0 && compare(stored, time, highValue) <= 0;
      case "IN" -> isListed(String.valueOf(row.value(property.name())));
      case "NOT_IN" -> !isListed(String.valueOf(row.value(property.name())));
      case "CONTAINS_TOKEN" -> containsToken(stored);
      default -> !containsToken(stored);
    };
  }

  /** Compares without making text of the record's own times: sweeps compare them row by row. */
  private int compare(String stored, @Nullable Instant time, String given) {
    return time == null
        ? compare(property, stored, given)
        : Long.compare(time.toEpochMilli(), millis(given));
  }

  private boolean isListed(String stored) {
    if (property.type().equals("string")) {
      return values.contains(stored.toLowerCase(Locale.ROOT));
    }
    return values.stream().anyMatch(one -> compare(property, stored, one) == 0);
  }

  private boolean containsToken(String stored) {
    List<String> tokens = List.of(TOKEN_BORDER.split(stored.toLowerCase(Locale.ROOT), -1));
    for (String wanted : TOKEN_BORDER.split(value.toLowerCase(Locale.ROOT), -1)) {
      String form = Pattern.quote(wanted).replace("*", "\\E.*\\Q");
      Pattern pattern = Pattern.compile(form);
      if (tokens.stream().noneMatch(token -> pattern.matcher(token).matches())) {
        return false;
      }
    }
    return true;
  }

  /** Compares two values of a property as its type orders them; an unset one comes first. */
  static int compare(PropertyDefinition property, @Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return left == null ? (right == null ? 0 : -1) : 1;
    }
    return switch (property.type()) {
      case "number" -> number(left).compareTo(number(right));
      case "date", "datetime" -> Long.compare(millis(left), millis(right));
      case "enumeration" -> left.compareTo(right);
      default -> left.compareToIgnoreCase(right);
    };
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw ApiProblem.validation("There was a problem with the request.");
    }
  }

  private static long millis(String text) {
    Long millis = Times.millis(text);
    if (millis == null) {
      throw ApiProblem.validation("There was a problem with the request.");
    }
    return millis;
  }
}
