package io.leadloop.sandbox.salesforce.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens. */
final class Lexer {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final Pattern DATETIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?(Z|[+-]\\d{2}:?\\d{2})");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![T\\d])");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final Pattern SYMBOL = Pattern.compile("!=|<>|<=|>=|[=<>(),:]");

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String query) {
    this.query = query;
  }

  /**
   * The tokens of {@code query}, the last of them an end.
   *
   * @throws SoqlProblem on a character that starts no token
   */
  static List<Token> tokens(String query) {
    Lexer lexer = new Lexer(query);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (position < query.length()) {
      if (query.charAt(position) == '\'') {
        string();
      } else if (!skipSpace()
          && !take(WORD, Token.Kind.WORD)
          && !take(DATETIME, Token.Kind.DATETIME)
          && !take(DATE, Token.Kind.DATE)
          && !take(NUMBER, Token.Kind.NUMBER)
          && !take(SYMBOL, Token.Kind.SYMBOL)) {
        throw SoqlProblem.malformed(
            query,
            position,
            "line 1:%d no viable alternative at character '%c'"
                .formatted(position, query.charAt(position)));
      }
    }
    tokens.add(new Token(Token.Kind.END, "<EOF>", query.length()));
  }

  private boolean skipSpace() {
    Matcher matcher = SPACE.matcher(query).region(position, query.length());
    boolean found = matcher.lookingAt();
    if (found) {
      position = matcher.end();
    }
    return found;
  }

  private boolean take(Pattern pattern, Token.Kind kind) {
    Matcher matcher = pattern.matcher(query).region(position, query.length());
    boolean found = matcher.lookingAt();
    if (found) {
      tokens.add(new Token(kind, matcher.group(), position));
      position = matcher.end();
    }
    return found;
  }

  private void string() {
    int start = position;
    StringBuilder text = new StringBuilder();
    position++;
    while (position < query.length() && query.charAt(position) != '\'') {
      char next = query.charAt(position++);
      if (next != '\\') {
        text.append(next);
      } else if (position < query.length()) {
        escape(text, query.charAt(position++));
      }
    }
    if (position >= query.length()) {
      throw SoqlProblem.malformed(
          query, start, "line 1:%d mismatched character '<EOF>' expecting '''".formatted(start));
    }
    position++;
    tokens.add(new Token(Token.Kind.STRING, text.toString(), start));
  }

  private void escape(StringBuilder text, char escaped) {
    switch (escaped) {
      case 'n', 'N' -> text.append('\n');
      case 'r', 'R' -> text.append('\r');
      case 't', 'T' -> text.append('\t');
      case 'b', 'B' -> text.append('\b');
      case 'f', 'F' -> text.append('\f');
      case '\'', '"', '\\' -> text.append(escaped);
      // LIKE needs to know that these two are meant as themselves.
      case '_', '%' -> text.append('\\').append(escaped);
      default ->
          throw SoqlProblem.malformed(
              query, position - 2, "Illegal character sequence '\\%c'".formatted(escaped));
    }
  }
}
