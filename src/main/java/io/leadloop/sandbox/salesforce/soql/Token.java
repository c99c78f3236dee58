package io.leadloop.sandbox.salesforce.soql;

import java.util.Locale;

/**
 * One piece of a query.
 *
 * @param text as written; a string literal without its quotes and with its escapes resolved
 * @param position counts characters from 0
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    WORD,
    STRING,
    NUMBER,
    DATE,
    DATETIME,
    SYMBOL,
    END
  }

  /** Whether this is the given keyword, in any case. */
  boolean is(String keyword) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(keyword);
  }

  /** Whether this is the given sign. */
  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
