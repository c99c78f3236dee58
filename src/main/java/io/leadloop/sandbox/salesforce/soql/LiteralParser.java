package io.leadloop.sandbox.salesforce.soql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one value. */
final class LiteralParser {
  private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");

  private final Tokens tokens;

  LiteralParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Literal literal() {
    Token token = tokens.take();
    int position = token.position();
    return switch (token.kind()) {
      case STRING -> new Literal.Text(token.text(), position);
      case NUMBER -> new Literal.Numeric(new BigDecimal(token.text()), position);
      case DATE, DATETIME -> time(token);
      case WORD -> word(token);
      case SYMBOL, END -> throw tokens.unexpected(token);
    };
  }

  /** Values in parentheses, at least one. */
  List<Literal> list() {
    tokens.expectSymbol("(");
    List<Literal> values = new ArrayList<>();
    do {
      values.add(literal());
    } while (tokens.skipSymbol(","));
    tokens.expectSymbol(")");
    return values;
  }

  private Literal word(Token token) {
    if (token.is("NULL")) {
      return new Literal.Nothing(token.position());
    }
    if (token.is("TRUE") || token.is("FALSE")) {
      return new Literal.Bool(token.is("TRUE"), token.position());
    }
    // The number of LAST_N_DAYS:30 is a token of its own.
    String name =
        tokens.skipSymbol(":")
            ? token.text() + ":" + tokens.expect(Token.Kind.NUMBER).text()
            : token.text();
    Period period = Period.named(name);
    if (period == null) {
      throw tokens.unexpected(token);
    }
    return new Literal.Span(period, token.position());
  }

  private Literal time(Token token) {
    try {
      if (token.kind() == Token.Kind.DATE) {
        return new Literal.Day(LocalDate.parse(token.text()), token.position());
      }
      String withColon = OFFSET_WITHOUT_COLON.matcher(token.text()).replaceFirst("$1:$2");
      return new Literal.Moment(OffsetDateTime.parse(withColon).toInstant(), token.position());
    } catch (DateTimeException e) {
      throw tokens.malformed(token, "Invalid date or datetime: " + token.text());
    }
  }
}
