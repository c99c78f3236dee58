package io.leadloop.sandbox.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parses {@code SELECT items | COUNT() FROM object [WHERE ...] [GROUP BY ... [HAVING ...]] [ORDER
 * BY ...] [LIMIT n] [OFFSET n]}. Functions other than the aggregate ones, TYPEOF and ROLLUP are
 * refused as malformed.
 */
public final class Parser {
  /** The longest query that Salesforce takes, in characters. */
  public static final int QUERY_CHARACTERS_MAX = 100_000;

  private static final Set<String> RESERVED =
      Set.of(
          "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "AND", "OR", "NOT", "IN",
          "LIKE");

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
    Parser parser = new Parser(text);
    Query query = parser.query(false);
    if (parser.tokens.peek().kind() != Token.Kind.END) {
      throw parser.tokens.unexpected(parser.tokens.peek());
    }
    return query;
  }

  /** Whether the word ends a list of fields. */
  static boolean reserved(Token token) {
    return RESERVED.contains(token.text().toUpperCase(Locale.ROOT));
  }

  /** One field, such as {@code Owner.Email}. */
  static FieldPath path(Tokens tokens) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD || reserved(token)) {
      throw tokens.unexpected(token);
    }
    tokens.take();
    List<String> names = List.of(token.text().split("\\.", -1));
    if (names.contains("")) {
      throw tokens.unexpected(token);
    }
    return new FieldPath(names, token.position());
  }

  /** One field, or an aggregate function of one. */
  static FieldPath expression(Tokens tokens) {
    Token token = tokens.peek();
    if (!tokens.peek(1).isSymbol("(")) {
      return path(tokens);
    }
    AggregateFunction function =
        token.kind() == Token.Kind.WORD ? AggregateFunction.named(token.text()) : null;
    if (function == null) {
      throw tokens.unexpected(tokens.peek(1));
    }
    tokens.take();
    tokens.expectSymbol("(");
    FieldPath of = path(tokens);
    tokens.expectSymbol(")");
    return new FieldPath(function, of.names(), token.position());
  }

  /** Reads a query; an inner one ends before its parenthesis and has no groups and no children. */
  private Query query(boolean child) {
    Token start = tokens.peek();
    tokens.expect("SELECT");
    boolean count = !child && countAlone();
    List<SelectItem> items =
        count ? List.of() : new SelectParser(tokens, child ? null : () -> query(true)).items();
    tokens.expect("FROM");
    Token object = tokens.expect(Token.Kind.WORD);
    Condition where =
        tokens.skip("WHERE") ? new ConditionParser(tokens, () -> query(true)).condition() : null;
    List<FieldPath> groupBy = !child && tokens.skip("GROUP") ? groupBy() : List.of();
    boolean having = !groupBy.isEmpty() && tokens.skip("HAVING");
    Condition groups = having ? new ConditionParser(tokens, null).condition() : null;
    List<OrderTerm> order = tokens.skip("ORDER") ? order() : List.of();
    Integer rowsMax = tokens.skip("LIMIT") ? wholeNumber() : null;
    int rowsSkipped = tokens.skip("OFFSET") ? wholeNumber() : 0;
    Query query =
        new Query(
            text,
            items,
            count,
            object.text(),
            object.position(),
            where,
            groupBy,
            groups,
            order,
            rowsMax,
            rowsSkipped);
    QueryRules.check(query, child, tokens, start);
    return query;
  }

  /** Steps over {@code COUNT()}, if it is next. */
  private boolean countAlone() {
    boolean alone =
        tokens.peek().is("COUNT") && tokens.peek(1).isSymbol("(") && tokens.peek(2).isSymbol(")");
    for (int i = 0; alone && i < 3; i++) {
      tokens.take();
    }
    return alone;
  }

  private List<FieldPath> groupBy() {
    tokens.expect("BY");
    List<FieldPath> fields = new ArrayList<>();
    do {
      fields.add(path(tokens));
    } while (tokens.skipSymbol(","));
    return List.copyOf(fields);
  }

  private List<OrderTerm> order() {
    tokens.expect("BY");
    List<OrderTerm> terms = new ArrayList<>();
    do {
      FieldPath field = expression(tokens);
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
