package io.leadloop.sandbox.salesforce.soql;

import java.util.List;

/** A reading position in the tokens of one query. */
final class Tokens {
  private final String query;
  private final List<Token> tokens;
  private int next;

  Tokens(String query) {
    this.query = query;
    this.tokens = Lexer.tokens(query);
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The token so many behind the next one; the end where there are not as many. */
  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  /** Steps over a keyword if it is next. */
  boolean skip(String keyword) {
    boolean found = peek().is(keyword);
    if (found) {
      take();
    }
    return found;
  }

  /** Steps over a sign if it is next. */
  boolean skipSymbol(String symbol) {
    boolean found = peek().isSymbol(symbol);
    if (found) {
      take();
    }
    return found;
  }

  void expect(String keyword) {
    if (!skip(keyword)) {
      throw unexpected(peek());
    }
  }

  void expectSymbol(String symbol) {
    if (!skipSymbol(symbol)) {
      throw unexpected(peek());
    }
  }

  /** The next token, which has to be of this kind. */
  Token expect(Token.Kind kind) {
    if (peek().kind() != kind) {
      throw unexpected(peek());
    }
    return take();
  }

  SoqlProblem unexpected(Token token) {
    return SoqlProblem.malformed(
        query, token.position(), "unexpected token: '%s'".formatted(token.text()));
  }

  SoqlProblem malformed(Token token, String what) {
    return SoqlProblem.malformed(query, token.position(), what);
  }
}
