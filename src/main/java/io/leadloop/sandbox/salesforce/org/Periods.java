package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.Literal;
import io.leadloop.sandbox.salesforce.soql.Operator;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Puts plain comparisons in the place of those with a date literal: {@code CreatedDate = TODAY} is
 * from this midnight until before the next. The org's users live in UTC.
 */
final class Periods {
  private final Reader reader;
  private final ObjectDefinition object;
  private final String query;
  private final LocalDate today;

  Periods(Reader reader, ObjectDefinition object, String query) {
    this.reader = reader;
    this.object = object;
    this.query = query;
    this.today = LocalDate.ofInstant(reader.data().clock().instant(), ZoneOffset.UTC);
  }

  Condition expand(Condition condition) {
    if (condition instanceof Condition.And and) {
      return new Condition.And(and.parts().stream().map(this::expand).toList());
    }
    if (condition instanceof Condition.Or or) {
      return new Condition.Or(or.parts().stream().map(this::expand).toList());
    }
    if (condition instanceof Condition.Not not) {
      return new Condition.Not(expand(not.part()));
    }
    if (condition instanceof Condition.Compare compare
        && compare.value() instanceof Literal.Span period) {
      return expand(compare, period);
    }
    return condition;
  }

  private Condition expand(Condition.Compare compare, Literal.Span period) {
    FieldPath path = compare.field();
    FieldType type = FieldChain.resolve(reader, object, path, query).leaf().type();
    if (type != FieldType.DATE && type != FieldType.DATETIME) {
      throw SoqlProblem.at(
          "INVALID_FIELD",
          query,
          period.position(),
          "value of filter criterion for field '%s' must be of type %s"
              .formatted(path.text(), type.textual() ? "string" : type.vendorName()));
    }
    Literal from = literal(period.period().start(today), type, period);
    Literal to = literal(period.period().end(today), type, period);
    Condition.Compare notBefore = new Condition.Compare(path, Operator.GREATER_OR_EQUAL, from);
    Condition.Compare before = new Condition.Compare(path, Operator.LESS, to);
    return switch (compare.operator()) {
      case EQUAL -> new Condition.And(List.of(notBefore, before));
      case NOT_EQUAL -> new Condition.Not(new Condition.And(List.of(notBefore, before)));
      case LESS -> new Condition.Compare(path, Operator.LESS, from);
      case LESS_OR_EQUAL -> before;
      case GREATER -> new Condition.Compare(path, Operator.GREATER_OR_EQUAL, to);
      case GREATER_OR_EQUAL -> notBefore;
      case LIKE ->
          throw SoqlProblem.at(
              "INVALID_QUERY_FILTER_OPERATOR",
              query,
              path.position(),
              "invalid operator on %s field".formatted(type.vendorName()));
    };
  }

  private static Literal literal(LocalDate day, FieldType type, Literal.Span period) {
    return type == FieldType.DATE
        ? new Literal.Day(day, period.position())
        : new Literal.Moment(day.atStartOfDay(ZoneOffset.UTC).toInstant(), period.position());
  }
}
