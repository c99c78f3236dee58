package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.lead.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A value as JSON of its type. Checked here, because one value of a wrong form makes Salesforce
 * refuse the whole collection that it travels in.
 */
final class TypedValue {
  private TypedValue() {}

  /**
   * Null for a blank value, but false for a blank checkbox; empty when the text has no such form.
   */
  static Optional<JsonNode> json(Value value) {
    if (value.isBlank()) {
      return Optional.of(
          switch (value.type()) {
            case BOOLEAN -> BooleanNode.FALSE;
            default -> NullNode.getInstance();
          });
    }
    String text = value.text();
    try {
      return switch (value.type()) {
        case NUMBER -> Optional.of(DecimalNode.valueOf(new BigDecimal(text)));
        case BOOLEAN -> bool(text);
        case DATE -> Optional.of(TextNode.valueOf(LocalDate.parse(text).toString()));
        case DATETIME ->
            Optional.of(
                TextNode.valueOf(
                    OffsetDateTime.parse(text)
                        .toInstant()
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString()));
        case TEXT, MULTI_SELECT -> Optional.of(TextNode.valueOf(text));
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> bool(String text) {
    return switch (text) {
      case "true" -> Optional.of(BooleanNode.TRUE);
      case "false" -> Optional.of(BooleanNode.FALSE);
      default -> Optional.empty();
    };
  }
}
