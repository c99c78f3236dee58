package io.leadloop.sandbox.salesforce.org;

import io.leadloop.sandbox.salesforce.soql.Condition;
import io.leadloop.sandbox.salesforce.soql.FieldPath;
import io.leadloop.sandbox.salesforce.soql.Literal;
import io.leadloop.sandbox.salesforce.soql.Operator;
import io.leadloop.sandbox.salesforce.soql.SoqlProblem;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a WHERE clause into a filter, checking fields and the types of literals as the vendor does.
 */
final class FilterCompiler {
  private final Reader reader;
  private final ObjectDefinition object;
  private final String query;
  private final Literals literals;

  FilterCompiler(Reader reader, ObjectDefinition object, String query) {
    this.reader = reader;
    this.object = object;
    this.query = query;
    this.literals = new Literals(query);
  }

  Filter compile(Condition condition) {
    if (condition instanceof Condition.And and) {
      List<Filter> parts = and.parts().stream().map(this::compile).toList();
      return (reader, values) -> parts.stream().allMatch(part -> part.accepts(reader, values));
    }
    if (condition instanceof Condition.Or or) {
      List<Filter> parts = or.parts().stream().map(this::compile).toList();
      return (reader, values) -> parts.stream().anyMatch(part -> part.accepts(reader, values));
    }
    if (condition instanceof Condition.Not not) {
      Filter part = compile(not.part());
      return (reader, values) -> !part.accepts(reader, values);
    }
    if (condition instanceof Condition.In in) {
      return in(in);
    }
    if (condition instanceof Condition.Includes includes) {
      return includes(includes);
    }
    if (condition instanceof Condition.InQuery inQuery) {
      return inQuery(inQuery);
    }
    return compare((Condition.Compare) condition);
  }

  private FieldChain filterable(FieldPath path) {
    FieldChain chain = FieldChain.resolve(reader, object, path, query);
    if (!chain.leaf().filterable()) {
      throw SoqlProblem.at(
          "INVALID_FIELD",
          query,
          path.position(),
          "field '%s' can not be filtered in a query call".formatted(chain.leaf().name()));
    }
    return chain;
  }

  private Filter in(Condition.In in) {
    FieldChain chain = filterable(in.field());
    Set<Object> keys =
        in.values().stream()
            .map(literal -> literals.value(chain.leaf(), literal))
            .map(value -> value == null ? Missing.VALUE : Ordering.key(chain.leaf(), value))
            .collect(Collectors.toSet());
    return (reader, values) -> {
      Object value = chain.value(reader, values);
      Object key = value == null ? Missing.VALUE : Ordering.key(chain.leaf(), value);
      return keys.contains(key) != in.negated();
    };
  }

  /** The inner query runs once, before any record is looked at. */
  private Filter inQuery(Condition.InQuery in) {
    FieldChain chain = filterable(in.field());
    Rows ids = Rows.of(reader, in.query(), QueryRunner.run(reader, in.query(), false, false));
    FieldPath asked = in.query().fields().get(0);
    FieldDefinition inner =
        FieldChain.resolve(reader, reader.data().schema().known(in.query().object()), asked, query)
            .leaf();
    if (!chain.leaf().type().identifying() || !inner.type().identifying()) {
      throw SoqlProblem.at(
          "INVALID_FIELD",
          query,
          asked.position(),
          "The selected field '%s' in the subquery and the left operand field '%s' in the where"
                  .formatted(asked.text(), in.field().text())
              + " expression in the outer query should point to the same object type");
    }
    Set<String> found =
        ids.lines().stream()
            .map(line -> RecordId.shortOf(line.get(0)))
            .collect(Collectors.toUnmodifiableSet());
    return (reader, values) -> {
      Object value = chain.value(reader, values);
      return value != null && found.contains(RecordId.shortOf(value.toString())) != in.negated();
    };
  }

  private Filter includes(Condition.Includes includes) {
    FieldChain chain = filterable(includes.field());
    if (chain.leaf().type() != FieldType.MULTIPICKLIST) {
      throw wrongOperator(chain, includes.field());
    }
    List<Set<Object>> combinations =
        includes.values().stream()
            .map(literal -> parts(chain.leaf(), literals.value(chain.leaf(), literal)))
            .toList();
    return (reader, values) -> {
      Set<Object> chosen = parts(chain.leaf(), chain.value(reader, values));
      boolean included =
          combinations.stream().anyMatch(all -> !all.isEmpty() && chosen.containsAll(all));
      return included != includes.negated();
    };
  }

  /** The keys of the values that a field of several values has; none for null. */
  private static Set<Object> parts(FieldDefinition field, @Nullable Object value) {
    return value == null
        ? Set.of()
        : Stream.of(value.toString().split(";", -1))
            .map(part -> Ordering.key(field, part))
            .collect(Collectors.toSet());
  }

  private SoqlProblem wrongOperator(FieldChain chain, FieldPath path) {
    return SoqlProblem.at(
        "INVALID_QUERY_FILTER_OPERATOR",
        query,
        path.position(),
        "invalid operator on %s field".formatted(chain.leaf().type().vendorName()));
  }

  private Filter compare(Condition.Compare compare) {
    FieldChain chain = filterable(compare.field());
    if (compare.operator() == Operator.LIKE) {
      return like(chain, compare);
    }
    Object wanted = literals.value(chain.leaf(), compare.value());
    IntPredicate order = order(compare.operator());
    boolean equality =
        compare.operator() == Operator.EQUAL || compare.operator() == Operator.NOT_EQUAL;
    return (reader, values) -> {
      Object value = chain.value(reader, values);
      if (value == null || wanted == null) {
        return equality && ((value == wanted) == (compare.operator() == Operator.EQUAL));
      }
      return order.test(
          Ordering.compare(Ordering.key(chain.leaf(), value), Ordering.key(chain.leaf(), wanted)));
    };
  }

  private static IntPredicate order(Operator operator) {
    return switch (operator) {
      case EQUAL, LIKE -> sign -> sign == 0;
      case NOT_EQUAL -> sign -> sign != 0;
      case LESS -> sign -> sign < 0;
      case LESS_OR_EQUAL -> sign -> sign <= 0;
      case GREATER -> sign -> sign > 0;
      case GREATER_OR_EQUAL -> sign -> sign >= 0;
    };
  }

  private Filter like(FieldChain chain, Condition.Compare compare) {
    FieldType type = chain.leaf().type();
    boolean text = type.textual() && !type.identifying() && type != FieldType.MULTIPICKLIST;
    if (!text || !(compare.value() instanceof Literal.Text)) {
      throw wrongOperator(chain, compare.field());
    }
    Pattern pattern = pattern(((Literal.Text) compare.value()).value());
    return (reader, values) -> {
      Object value = chain.value(reader, values);
      return value != null && pattern.matcher(value.toString()).matches();
    };
  }

  private static Pattern pattern(String like) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char character = like.charAt(i);
      boolean escaped =
          character == '\\' && i + 1 < like.length() && isWildcard(like.charAt(i + 1));
      if (escaped) {
        i++;
        regex.append(Pattern.quote(String.valueOf(like.charAt(i))));
      } else if (isWildcard(character)) {
        regex.append(character == '%' ? ".*" : ".");
      } else {
        regex.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  private static boolean isWildcard(char character) {
    return character == '%' || character == '_';
  }

  /** Stands for null in a set of keys. */
  private enum Missing {
    VALUE
  }
}
