package io.leadloop.sandbox.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parses {@code SELECT fields | COUNT() FROM object [WHERE ...] [ORDER BY ...] [LIMIT n] [OFFSET
 * n]}. Child queries, aggregates and functions are refused as malformed.
 */
public final class Parser {
  /** The longest query that Salesforce takes, in characters. */
  public static final int QUERY_CHARACTERS_MAX = 100_000;

  private static final Set<String> RESERVED =
      Set.of("FROM", "WHERE", "ORDER", "LIMIT", "OFFSET", "AND", "OR", "NOT", "IN", "LIKE");

  private final String text;
  private final Tokens tokens;

  private Parser(String text) {
    this.text = text;
    this.tokens = new Tokens(text);
  }

  /**
   * The tree of {@code text}.
   *
   * @throws SoqlProblem with {@code MALFORMED_QUERY} when it does not follow the grammar
   */
  public static Query parse(String text) {
    if (text.length() > QUERY_CHARACTERS_MAX) {
      throw SoqlProblem.whole("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000");
    }
    return new Parser(text).query();
  }

  /** One field, such as {@code Owner.Email}. */
  static FieldPath path(Tokens tokens) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD
        || RESERVED.contains(token.text().toUpperCase(Locale.ROOT))) {
      throw tokens.unexpected(token);
    }
    tokens.take();
    List<String> names = List.of(token.text().split("\\.", -1));
    if (names.contains("")) {
      throw tokens.unexpected(token);
    }
    return new FieldPath(names, token.position());
  }

  private Query query() {
    tokens.expect("SELECT");
    List<FieldPath> fields = new ArrayList<>();
    boolean count = selection(fields);
    tokens.expect("FROM");
    Token object = tokens.expect(Token.Kind.WORD);
    Condition where = tokens.skip("WHERE") ? new ConditionParser(tokens).condition() : null;
    List<OrderTerm> order = tokens.skip("ORDER") ? order() : List.of();
    Integer rowsMax = tokens.skip("LIMIT") ? wholeNumber() : null;
    int rowsSkipped = tokens.skip("OFFSET") ? wholeNumber() : 0;
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected(tokens.peek());
    }
    return new Query(
        text,
        List.copyOf(fields),
        count,
        object.text(),
        object.position(),
        where,
        order,
        rowsMax,
        rowsSkipped);
  }

  /** Fills in the fields, or says that only the count is asked for. */
  private boolean selection(List<FieldPath> fields) {
    if (tokens.peek().is("COUNT")) {
      tokens.take();
      tokens.expectSymbol("(");
      tokens.expectSymbol(")");
      return true;
    }
    do {
      fields.add(path(tokens));
    } while (tokens.skipSymbol(","));
    return false;
  }

  private List<OrderTerm> order() {
    tokens.expect("BY");
    List<OrderTerm> terms = new ArrayList<>();
    do {
      FieldPath field = path(tokens);
      boolean descending = tokens.skip("DESC");
      if (!descending) {
        tokens.skip("ASC");
      }
      terms.add(new OrderTerm(field, descending, nullsFirst()));
    } while (tokens.skipSymbol(","));
    return terms;
  }

  private boolean nullsFirst() {
    if (!tokens.skip("NULLS")) {
      return true;
    }
    if (tokens.skip("LAST")) {
      return false;
    }
    tokens.expect("FIRST");
    return true;
  }

  private int wholeNumber() {
    Token token = tokens.expect(Token.Kind.NUMBER);
    try {
      int number = Integer.parseInt(token.text());
      if (number < 0) {
        throw tokens.unexpected(token);
      }
      return number;
    } catch (NumberFormatException e) {
      throw tokens.unexpected(token);
    }
  }
}
