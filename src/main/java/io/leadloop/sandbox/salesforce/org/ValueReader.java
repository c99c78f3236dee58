package io.leadloop.sandbox.salesforce.org;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.salesforce.rules.MomentRule;
import io.leadloop.sandbox.salesforce.rules.NumberRule;
import io.leadloop.sandbox.salesforce.rules.TextRule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON in, values out. A value of another type than the field's fails the whole request, as with
 * the vendor: its parser comes before any record is looked at. Text is trimmed; empty text is no
 * value; moments lose their milliseconds; numbers are rounded to the field's scale.
 */
final class ValueReader {
  private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");
  private static final int DATE_LENGTH = 10;

  private ValueReader() {}

  /**
   * The value of {@code node} for {@code field}; null for none.
   *
   * @throws ApiError {@code JSON_PARSER_ERROR} when the type is wrong
   */
  static @Nullable Object read(FieldDefinition field, JsonNode node) {
    if (node.isNull()) {
      if (field.type() == FieldType.BOOLEAN) {
        throw wrongType(field, node);
      }
      return null;
    }
    return switch (field.type()) {
      case ID,
          REFERENCE,
          STRING,
          TEXTAREA,
          EMAIL,
          PHONE,
          URL,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          ANY ->
          text(field, node);
      case BOOLEAN -> flag(field, node);
      case INT -> wholeNumber(field, node);
      case DOUBLE, CURRENCY, PERCENT -> number(field, node);
      case DATE, DATETIME -> time(field, node);
    };
  }

  private static @Nullable Object text(FieldDefinition field, JsonNode node) {
    if (!node.isTextual()) {
      throw wrongType(field, node);
    }
    return TextRule.kept(node.textValue());
  }

  private static Object flag(FieldDefinition field, JsonNode node) {
    if (!node.isBoolean()) {
      throw wrongType(field, node);
    }
    return node.booleanValue();
  }

  private static @Nullable Object wholeNumber(FieldDefinition field, JsonNode node) {
    BigDecimal number = decimal(field, node);
    try {
      return number == null ? null : number.intValueExact();
    } catch (ArithmeticException e) {
      throw wrongType(field, node);
    }
  }

  private static @Nullable Object number(FieldDefinition field, JsonNode node) {
    BigDecimal number = decimal(field, node);
    return number == null ? null : NumberRule.kept(field.scale(), number);
  }

  /** Numbers may come as text, as the vendor's own examples have them. */
  private static @Nullable BigDecimal decimal(FieldDefinition field, JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue();
    }
    if (!node.isTextual()) {
      throw wrongType(field, node);
    }
    try {
      String text = node.textValue().strip();
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrongType(field, node);
    }
  }

  private static @Nullable Object time(FieldDefinition field, JsonNode node) {
    if (!node.isTextual()) {
      throw wrongType(field, node);
    }
    String text = node.textValue().strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      if (field.type() == FieldType.DATE) {
        return LocalDate.parse(text.length() > DATE_LENGTH ? text.substring(0, 10) : text);
      }
      return moment(text);
    } catch (DateTimeException e) {
      throw wrongType(field, node);
    }
  }

  private static Instant moment(String text) {
    if (text.length() == DATE_LENGTH) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String withColon = OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
    return MomentRule.kept(OffsetDateTime.parse(withColon).toInstant());
  }

  private static ApiError wrongType(FieldDefinition field, JsonNode node) {
    String token =
        switch (node.getNodeType()) {
          case STRING -> "VALUE_STRING value " + node.textValue();
          case NUMBER ->
              (node.isIntegralNumber() ? "VALUE_NUMBER_INT value " : "VALUE_NUMBER_FLOAT value ")
                  + node.asText();
          case BOOLEAN -> "VALUE_%1$S value %1$s".formatted(node.asText());
          case NULL -> "VALUE_NULL value null";
          case ARRAY -> "START_ARRAY value";
          default -> "START_OBJECT value";
        };
    boolean structure = node.isContainerNode();
    return ApiError.unreadable(
        "Cannot deserialize instance of %s from %s %s[line:1, column:1]"
            .formatted(
                field.type().vendorName(),
                token,
                structure ? "" : "or request may be missing a required field at "));
  }
}
