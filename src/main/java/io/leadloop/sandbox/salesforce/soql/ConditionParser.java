package io.leadloop.sandbox.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a WHERE or HAVING clause. As with the vendor, AND and OR do not mix without parentheses:
 * SOQL has no precedence between them.
 */
final class ConditionParser {
  private static final int DEPTH_MAX = 50;

  private final Tokens tokens;
  private final LiteralParser literals;
  private final @Nullable Supplier<Query> inner;
  private int depth;

  /**
   * @param inner reads a query in parentheses, whose ids a WHERE clause may compare with; null for
   *     a HAVING clause, which may compare functions of fields instead
   */
  ConditionParser(Tokens tokens, @Nullable Supplier<Query> inner) {
    this.tokens = tokens;
    this.inner = inner;
    this.literals = new LiteralParser(tokens);
  }

  Condition condition() {
    Condition first = unit();
    if (tokens.peek().is("AND")) {
      return new Condition.And(chain(first, "AND"));
    }
    if (tokens.peek().is("OR")) {
      return new Condition.Or(chain(first, "OR"));
    }
    return first;
  }

  private List<Condition> chain(Condition first, String word) {
    List<Condition> parts = new ArrayList<>();
    parts.add(first);
    while (tokens.skip(word)) {
      parts.add(unit());
    }
    if (tokens.peek().is("AND") || tokens.peek().is("OR")) {
      throw tokens.unexpected(tokens.peek());
    }
    return parts;
  }

  private Condition unit() {
    if (tokens.skip("NOT")) {
      return new Condition.Not(nested());
    }
    if (tokens.skipSymbol("(")) {
      Condition inner = deeper();
      tokens.expectSymbol(")");
      return inner;
    }
    return comparison();
  }

  private Condition nested() {
    if (++depth > DEPTH_MAX) {
      throw tokens.malformed(tokens.peek(), "The query is too deeply nested");
    }
    Condition inner = unit();
    depth--;
    return inner;
  }

  private Condition deeper() {
    if (++depth > DEPTH_MAX) {
      throw tokens.malformed(tokens.peek(), "The query is too deeply nested");
    }
    Condition inner = condition();
    depth--;
    return inner;
  }

  private Condition comparison() {
    FieldPath field = inner == null ? Parser.expression(tokens) : Parser.path(tokens);
    if (tokens.skip("NOT")) {
      tokens.expect("IN");
      return in(field, true);
    }
    if (tokens.skip("IN")) {
      return in(field, false);
    }
    if (tokens.skip("INCLUDES")) {
      return new Condition.Includes(field, false, literals.list());
    }
    if (tokens.skip("EXCLUDES")) {
      return new Condition.Includes(field, true, literals.list());
    }
    return new Condition.Compare(field, operator(), literals.literal());
  }

  private Condition in(FieldPath field, boolean negated) {
    if (inner == null || !tokens.peek(1).is("SELECT")) {
      return new Condition.In(field, negated, literals.list());
    }
    tokens.expectSymbol("(");
    Token start = tokens.peek();
    Query query = inner.get();
    QueryRules.checkIds(query, tokens, start);
    tokens.expectSymbol(")");
    return new Condition.InQuery(field, negated, query);
  }

  private Operator operator() {
    Token token = tokens.take();
    if (token.is("LIKE")) {
      return Operator.LIKE;
    }
    if (token.kind() != Token.Kind.SYMBOL) {
      throw tokens.unexpected(token);
    }
    return switch (token.text()) {
      case "=" -> Operator.EQUAL;
      case "!=", "<>" -> Operator.NOT_EQUAL;
      case "<" -> Operator.LESS;
      case "<=" -> Operator.LESS_OR_EQUAL;
      case ">" -> Operator.GREATER;
      case ">=" -> Operator.GREATER_OR_EQUAL;
      default -> throw tokens.unexpected(token);
    };
  }
}
