package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.rules.MomentRule;
import io.leadloop.sandbox.salesforce.soql.Literal;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import org.jspecify.annotations.Nullable;

/**
 * Literals as values of a field. A literal of another type is refused with the vendor's message.
 * Moments lose their milliseconds: Salesforce compares to the second.
 */
final class Literals {
  private final String query;

  Literals(String query) {
    this.query = query;
  }

  @Nullable Object value(FieldDefinition field, Literal literal) {
    if (literal instanceof Literal.Nothing) {
      return null;
    }
    if (literal instanceof Literal.Text text && field.type().textual()) {
      return text(field, text);
    }
    if (literal instanceof Literal.Bool flag && field.type() == FieldType.BOOLEAN) {
      return flag.value();
    }
    if (literal instanceof Literal.Numeric number
        && (field.type() == FieldType.INT || field.type().fractional())) {
      return number.value().doubleValue();
    }
    if (literal instanceof Literal.Day day && field.type() == FieldType.DATE) {
      return day.value();
    }
    if (literal instanceof Literal.Moment moment && field.type() == FieldType.DATETIME) {
      return MomentRule.kept(moment.value());
    }
    throw wrongType(field, literal);
  }

  private String text(FieldDefinition field, Literal.Text text) {
    if (field.type().identifying() && !RecordId.wellFormed(text.plain())) {
      throw SoqlProblem.at(
          "INVALID_QUERY_FILTER_OPERATOR",
          query,
          text.position(),
          "invalid ID field: " + text.plain());
    }
    return text.plain();
  }

  private SoqlProblem wrongType(FieldDefinition field, Literal literal) {
    String type =
        switch (field.type()) {
          case DATETIME -> "dateTime";
          case BOOLEAN, DATE, INT, DOUBLE, CURRENCY, PERCENT -> field.type().vendorName();
          default -> "string";
        };
    return SoqlProblem.at(
        "INVALID_FIELD",
        query,
        literal.position(),
        "value of filter criterion for field '%s' must be of type %s and should %sbe enclosed in quotes"
            .formatted(field.name(), type, field.type().textual() ? "" : "not "));
  }
}
