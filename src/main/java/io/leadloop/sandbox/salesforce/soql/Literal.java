package io.leadloop.sandbox.salesforce.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A value in a query; {@code position} counts characters of the query from 0. */
public sealed interface Literal {
  /** Where it stands. */
  int position();

  /** A quoted string, escapes resolved, except for {@code \_} and {@code \%}. */
  record Text(String value, int position) implements Literal {
    /** The string as a comparison other than LIKE means it. */
    public String plain() {
      return value.replace("\\_", "_").replace("\\%", "%");
    }
  }

  /** A number. */
  record Numeric(BigDecimal value, int position) implements Literal {}

  /** TRUE or FALSE. */
  record Bool(boolean value, int position) implements Literal {}

  /** {@code 2026-11-21}. */
  record Day(LocalDate value, int position) implements Literal {}

  /** {@code 2026-11-21T10:00:00Z}. */
  record Moment(Instant value, int position) implements Literal {}

  /** {@code TODAY} and its like. */
  record Span(Period period, int position) implements Literal {}

  /** NULL. */
  record Nothing(int position) implements Literal {}
}
